// Draws the table of a report as a chart above it. The table is the truth: it stays, is read aloud, printed and copied; nothing is asked from the server.

import { load } from "./load.js"

const drawn = new Set()

export async function startCharts() {
  for (const chart of drawn) if (!chart.getDom().isConnected) { chart.dispose(); drawn.delete(chart) }
  for (const table of document.querySelectorAll("table[data-chart]:not([data-ready])")) {
    table.dataset.ready = ""
    if (!window.echarts) await load(table.dataset.echarts)
    draw(table)
  }
}

function draw(table) {
  const place = document.createElement("div")
  place.className = "tr-drawn"
  place.setAttribute("role", "img")
  place.setAttribute("aria-label", table.parentElement.getAttribute("aria-label"))
  table.parentElement.before(place)

  const chart = window.echarts.init(place, null, { renderer: "svg" })
  chart.setOption(options(table))
  drawn.add(chart)
  new ResizeObserver(() => place.isConnected && chart.resize()).observe(place)
}

function options(table) {
  const look = getComputedStyle(document.documentElement)
  const of = name => look.getPropertyValue(name).trim()
  const names = [...table.querySelectorAll("th[data-series]")].map(head => head.textContent.trim())
  const rows = [...table.querySelectorAll("tbody tr")]
  const values = rows.map(row => [...row.querySelectorAll("[data-value]")].map(cell => cell.dataset.value === "" ? null : Number(cell.dataset.value)))
  const kind = table.dataset.chart
  const language = document.documentElement.lang
  const number = value => value === null || value === undefined ? "–" : Number(value).toLocaleString(language) + (table.dataset.unit ? " " + table.dataset.unit : "")
  const text = { color: of("--tr-text-2"), fontFamily: of("--tblr-font-sans-serif") }
  return {
    animation: false,
    color: ["--tr-evidence", "--tr-won", "--tr-nurture", "--tr-lost", "--tr-claim", "--tr-text-3"].map(of).filter(Boolean),
    textStyle: text,
    // Patterns beside colours: also readable in grey.
    aria: { enabled: true, decal: { show: names.length > 1 && kind !== "lines" } },
    tooltip: { trigger: "axis", renderMode: "richText", confine: true, valueFormatter: number },
    legend: { show: names.length > 1, type: "scroll", top: 0, textStyle: text },
    grid: { left: 8, right: 16, top: names.length > 1 ? 36 : 12, bottom: 8, containLabel: true },
    xAxis: { type: "category", data: rows.map(row => row.querySelector("th").textContent.trim()), axisLabel: { ...text, hideOverlap: true, width: 110, overflow: "truncate" } },
    yAxis: { type: "value", axisLabel: { ...text, formatter: value => Number(value).toLocaleString(language, { notation: "compact" }) }, splitLine: { lineStyle: { color: of("--tr-track") } } },
    series: names.map((name, i) => ({
      name, data: values.map(row => row[i]), barMaxWidth: 48,
      type: kind === "lines" ? "line" : "bar", stack: kind === "stacked" ? "all" : undefined,
      symbol: ["circle", "rect", "triangle", "diamond"][i % 4], symbolSize: 7, lineStyle: { type: ["solid", "dashed", "dotted"][i % 3] },
    })),
  }
}
