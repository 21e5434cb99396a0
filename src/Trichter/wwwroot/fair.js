// Entries of the fair's form wait on the phone until they have arrived. They stay with whoever typed them; each has an id of its own.
const user = () => document.querySelector("form[data-fair]")?.dataset.user
const place = () => document.querySelector("[data-fair-waiting]")
let sending = false
let again = false
let watching = false

export function startFair() {
  const form = document.querySelector("form[data-fair]:not([data-ready])")
  if (!form || !globalThis.indexedDB) return
  form.dataset.ready = ""
  form.addEventListener("submit", event => {
    event.preventDefault()
    event.stopImmediatePropagation()
    enter(form)
  }, { capture: true })
  place().querySelector("[data-send]").addEventListener("click", send)
  if (!watching) {
    watching = true
    addEventListener("online", send)
    addEventListener("offline", show)
    document.addEventListener("visibilitychange", () => { if (!document.hidden) send() })
    setInterval(send, 60000)
  }
  keepPage()
  show().then(send)
}

async function enter(form) {
  const fields = [...new FormData(form)].filter(([name]) => !["__RequestVerificationToken", "id", "at", "user", "_handler"].includes(name))
  const { id, at } = form.elements
  await change(store => store.put({
    id: id.value || newId(), at: at.value || new Date().toISOString(), user: form.dataset.user, fields, state: "waiting", words: {},
  }))
  form.reset()
  id.value = at.value = ""
  form.elements.name.closest("form").querySelector("[name=company]").focus()
  await show()
  await send()
}

/** One after another, with a fresh token; what is refused stays with the reason. */
async function send() {
  if (sending) again = true
  if (sending || !user() || !navigator.onLine) return show()
  sending = true
  let said = ""
  try {
    do {
      again = false
      const waiting = (await entries()).filter(entry => entry.user === user() && entry.state === "waiting")
      const token = waiting.length > 0 ? await freshToken() : null
      if (waiting.length > 0 && token === null) said = place().dataset.nobody
      for (const entry of token === null ? [] : waiting) {
        const answer = await post(entry, token)
        if (answer.state === "later") break
        if (answer.state === "taken") await change(store => store.delete(entry.id))
        else await change(store => store.put({ ...entry, state: "refused", words: answer.words }))
        if (answer.state === "taken" && answer.words[""]) said = answer.words[""]
        await show(said)
      }
    } while (again)
  } catch (failure) {
    if (!(failure instanceof TypeError)) throw failure
  } finally {
    sending = false
    await show(said)
  }
}

/** Null when nobody, or somebody else, is signed in. */
async function freshToken() {
  const answer = await fetch(document.querySelector("form[data-fair]").dataset.token, { redirect: "manual" })
  if (!answer.ok) return null
  const its = await answer.json()
  return its.user === user() ? its.token : null
}

async function post(entry, token) {
  const body = new URLSearchParams([...entry.fields, ["id", entry.id], ["at", entry.at], ["user", entry.user], ["__RequestVerificationToken", token]])
  const answer = await fetch(document.querySelector("form[data-fair]").dataset.send, { method: "POST", body, redirect: "manual" })
  if (answer.ok) return answer.json()
  return answer.status === 500 || answer.status === 403 ? { state: "refused", words: { "": place().dataset.failed } } : { state: "later" }
}

async function show(said = "") {
  const here = place()
  if (!here) return
  const all = await entries()
  const mine = all.filter(entry => entry.user === user())
  const count = (part, many) => {
    part.hidden = many === 0
    part.querySelector("[data-count]").textContent = many
  }
  count(here.querySelector("[data-mine]"), mine.length)
  count(here.querySelector("[data-others]"), all.length - mine.length)
  if (said || !navigator.onLine || here.querySelector("[data-state]").textContent === here.dataset.offline)
    here.querySelector("[data-state]").textContent = navigator.onLine ? said : here.dataset.offline
  here.querySelector("[data-list]").replaceChildren(...mine.map(entry => line(entry, here.querySelector("template"))))
}

function line(entry, template) {
  const its = template.content.cloneNode(true)
  const of = name => entry.fields.find(field => field[0] === name)?.[1] ?? ""
  its.querySelector("[data-who]").textContent = [of("name"), of("company"), new Date(entry.at).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" })].filter(Boolean).join(" · ")
  if (entry.state !== "refused") return its

  const why = its.querySelector("[data-why]")
  const correct = its.querySelector("[data-correct]")
  const drop = its.querySelector("[data-drop]")
  why.hidden = correct.hidden = drop.hidden = false
  why.textContent = Object.values(entry.words).join(" ")
  correct.addEventListener("click", () => fill(entry))
  drop.addEventListener("click", async () => {
    if (!confirm(drop.dataset.sure)) return
    await change(store => store.delete(entry.id))
    await show()
  })
  return its
}

/** Back into the form, with its id and time: what is sent then takes the place of what was refused. The fair and the text on consent are those of now. */
function fill(entry) {
  const form = document.querySelector("form[data-fair]")
  form.reset()
  for (const field of form.elements) {
    if (["", "fair", "wording", "user", "__RequestVerificationToken", "_handler"].includes(field.name)) continue
    const values = entry.fields.filter(([name]) => name === field.name).map(([, value]) => value)
    if (field.type === "checkbox") field.checked = values.includes(field.value)
    else if (values.length > 0) field.value = values[0]
  }
  form.elements.id.value = entry.id
  form.elements.at.value = entry.at
  form.elements[Object.keys(entry.words).find(name => form.elements[name]) ?? "name"].focus()
}

async function keepPage() {
  if (!navigator.serviceWorker) return
  try {
    await navigator.serviceWorker.register("/fair-worker.js", { scope: "/fair" })
    navigator.serviceWorker.onmessage = event => { if (event.data.whole && place()) place().querySelector("[data-state]").textContent = place().dataset.kept }
    const parts = [...document.querySelectorAll("link[rel=stylesheet], link[rel=preload], link[rel=icon], script[src]")].map(part => part.href || part.src)
    const worker = (await navigator.serviceWorker.ready).active
    if (navigator.onLine) worker.postMessage({ parts: [...new Set([...parts, import.meta.url, "/lib/icons.svg"])] })
  } catch (failure) {
    if (navigator.onLine) throw failure
  }
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  return [...bytes].map((byte, at) => ([4, 6, 8, 10].includes(at) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("")
}

function open() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open("trichter-fair", 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore("entries", { keyPath: "id" })
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => fail(asked.error)
  })
}

async function work(mode, what) {
  const db = await open()
  try {
    return await new Promise((done, fail) => {
      const transaction = db.transaction("entries", mode, { durability: "strict" })
      const asked = what(transaction.objectStore("entries"))
      transaction.oncomplete = () => done(asked.result)
      transaction.onerror = () => fail(transaction.error)
    })
  } finally {
    db.close()
  }
}

const change = what => work("readwrite", what)
const entries = async () => (await work("readonly", store => store.getAll())).sort((one, other) => one.at.localeCompare(other.at))
