// A table of lines for people who type: Enter goes on to the next line, the last line makes a new one, a copied block of a spreadsheet fills as many as it has.

const started = new WeakSet()
const pasted = ["line-article", "line-name", "line-quantity", "line-price", "line-discount"]

export function startLines() {
  document.querySelectorAll("[data-lines]").forEach(table => {
    if (started.has(table)) return
    started.add(table)
    table.addEventListener("keydown", keyed)
    table.addEventListener("paste", filled)
    table.addEventListener("click", clicked)
    table.addEventListener("change", event => {
      delete event.target.dataset.typing
      reckon(table)
    })
    table.addEventListener("input", event => {
      if (event.target.name !== "line-article") return
      event.target.dataset.typing = ""
      find(event.target)
    })
    table.querySelectorAll("tbody tr").forEach(shape)
  })
}

function keyed(event) {
  const row = event.target.closest("tr")
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault()
    move(row, event.key === "ArrowUp", event.target)
  } else if (event.key === "Enter" && event.target.matches("input, select")) {
    event.preventDefault()
    below(row).querySelector("input:not([type=hidden])").focus()
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.matches("input:not([list])")) {
    const beside = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling
    const cell = beside?.querySelector(`[name="${event.target.name}"]`)
    if (cell) {
      event.preventDefault()
      cell.focus()
      cell.select?.()
    }
  } else if (event.key === "Delete" && event.ctrlKey) {
    event.preventDefault()
    remove(row)
  } else if (event.key === "s" && (event.ctrlKey || event.metaKey) && !event.altKey) {
    event.preventDefault()
    row.closest("form").requestSubmit()
  }
}

function clicked(event) {
  const button = event.target.closest("[data-up], [data-down], [data-remove]")
  if (!button) return
  const row = button.closest("tr")
  if (button.matches("[data-remove]")) remove(row)
  else move(row, button.matches("[data-up]"), button)
}

function move(row, up, focused) {
  const other = up ? row.previousElementSibling : row.nextElementSibling
  if (!other) return
  if (up) other.before(row)
  else other.after(row)
  focused.focus()
  reckon(row.closest("[data-lines]"))
}

function remove(row) {
  const table = row.closest("[data-lines]")
  const next = row.nextElementSibling ?? row.previousElementSibling
  if (!next) empty(row)
  else row.remove()
  next?.querySelector("input:not([type=hidden])")?.focus()
  reckon(table)
}

/** The line below; made when there is none. */
function below(row) {
  if (row.nextElementSibling) return row.nextElementSibling
  const fresh = row.cloneNode(true)
  empty(fresh)
  row.after(fresh)
  return fresh
}

function empty(row) {
  row.querySelectorAll("input, textarea").forEach(field => { field.value = ""; field.removeAttribute("aria-invalid"); delete field.dataset.typing })
  row.querySelectorAll("select").forEach(field => { field.selectedIndex = 0 })
  row.querySelectorAll("[data-net], [data-vat]").forEach(shown => { shown.textContent = "" })
  row.querySelectorAll(".tr-error").forEach(error => error.remove())
  shape(row)
}

function filled(event) {
  const text = event.clipboardData?.getData("text/plain") ?? ""
  const start = pasted.indexOf(event.target.name)
  if (start < 0 || !/[\t\n]/.test(text.trim())) return
  event.preventDefault()
  let row = event.target.closest("tr")
  text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").forEach((line, index) => {
    if (index > 0) row = below(row)
    line.split("\t").forEach((cell, column) => {
      const field = row.querySelector(`[name="${pasted[start + column]}"]`)
      if (field) field.value = cell.trim()
    })
  })
  reckon(row.closest("[data-lines]"))
}

/** Shows only the fields that a line of this kind has. */
function shape(row) {
  const kind = row.querySelector("[name=line-kind]")?.value
  if (!kind) return
  row.dataset.kind = kind
  row.querySelectorAll("[data-only]").forEach(field => {
    const interval = row.querySelector("[name=line-interval]").value
    field.hidden = field.dataset.only === "recurring" ? interval === "" || interval === "Once" : field.dataset.only !== kind
  })
}

let searching = 0
function find(field) {
  clearTimeout(searching)
  searching = setTimeout(async () => {
    if (field.value.length < 2) return
    const answer = await fetch(`/products/find?q=${encodeURIComponent(field.value)}`, { headers: { Accept: "application/json" } })
    if (!answer.ok) return
    const list = document.getElementById("found-products")
    list.replaceChildren(...(await answer.json()).map(product => Object.assign(document.createElement("option"), { value: product.key, label: `${product.key} · ${product.name}` })))
  }, 120)
}

let asked = 0
let waiting = 0

/** What it comes to is reckoned where it is saved, so that both always agree. */
function reckon(table) {
  table.querySelectorAll("tbody tr").forEach(shape)
  const form = table.closest("form[data-quote]")
  if (!form) return
  // An answer still on its way knows nothing of this change, and would write over it.
  asked++
  clearTimeout(waiting)
  waiting = setTimeout(() => ask(form, table), 60)
}

async function ask(form, table) {
  const number = ++asked
  const rows = [...table.querySelectorAll("tbody tr")].filter(isUsed)
  const answer = await fetch(form.dataset.quote, { method: "POST", body: new URLSearchParams(new FormData(form)) })
  if (!answer.ok) return
  const told = await answer.json()
  if (number !== asked) return
  if (told.lines.length === rows.length) rows.forEach((row, index) => take(row, told.lines[index]))
  const list = form.querySelector("[data-sums]")
  list.replaceChildren(...told.sums.flatMap(sum => [word("dt", sum.label, sum.isMain), word("dd", sum.amount, sum.isMain, "tr-num tr-end")]))
  form.querySelector("[data-notes]").replaceChildren(...told.notes.map(note => word("li", note)))
}

const isUsed = row => row.querySelector("[name=line-kind]").value === "Subtotal" || ["article", "name", "text", "price"].some(name => row.querySelector(`[name=line-${name}]`).value.trim() !== "")

/** Fills in what the product says; what somebody is typing right now stays, and half a number names no product yet. */
function take(row, line) {
  if (row.querySelector("[name=line-article]").dataset.typing === "") return
  const values = { article: line.article, name: line.name, text: line.text, quantity: line.quantity, unit: line.unit, price: line.price, "list-price": line.listPrice, basis: line.basis, tax: line.tax, interval: line.interval, term: line.term, cost: line.cost }
  for (const [name, value] of Object.entries(values)) {
    const field = row.querySelector(`[name=line-${name}]`)
    if (field && value !== null && field !== document.activeElement && field.value !== value && (value !== "" || field.value === "")) field.value = value
  }
  row.querySelector("[data-net]").textContent = line.net
  row.querySelector("[data-vat]").textContent = line.vat
  shape(row)
}

function word(tag, text, main = false, more = "") {
  const element = document.createElement(tag)
  element.textContent = text
  element.className = `${more} ${main ? "tr-strong" : ""}`.trim()
  return element
}
