// Each chart takes the place of its picture on screen; the picture stays for paper.
document.querySelectorAll(".chart").forEach((place) => {
  const { data, layout } = JSON.parse(place.dataset.chart);
  Plotly.newPlot(place, data, layout, { displayModeBar: false, responsive: true });
  place.parentElement.classList.add("lively");
});
