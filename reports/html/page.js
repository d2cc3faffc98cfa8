// A click on a heading sorts the rows below it: numbers by their value, words as Vietnamese is sorted.
const words = new Intl.Collator("vi", {numeric: true});
const rank = (row, place) => {
  const cell = row.cells[place];
  return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value);
};
const compare = (one, other) =>
  typeof one === "number" && typeof other === "number" ? one - other
    : typeof one === "number" ? -1 : typeof other === "number" ? 1 : words.compare(one, other);
document.querySelectorAll("th button").forEach((button) => {
  button.addEventListener("click", () => {
    const head = button.closest("th"), table = head.closest("table"), body = table.tBodies[0];
    const place = [...head.parentElement.children].indexOf(head);
    const down = head.getAttribute("aria-sort") === "ascending";
    const rows = [...body.rows].filter((row) => !row.classList.contains("total"));
    const totals = [...body.rows].filter((row) => row.classList.contains("total"));
    rows.sort((one, other) => compare(rank(one, place), rank(other, place)) * (down ? -1 : 1));
    body.append(...rows, ...totals);
    table.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  });
});
