// Asks the device for a passkey when a form that wants one is sent, and sends the answer along. What goes wrong is told by the page.
const known = typeof PublicKeyCredential === "function" && "parseCreationOptionsFromJSON" in PublicKeyCredential

export function startPasskeys() {
  document.querySelectorAll("form[data-passkey]:not([data-ready])").forEach(form => {
    form.dataset.ready = ""
    form.hidden = !known && form.dataset.passkey === "get"
    form.addEventListener("submit", event => {
      event.preventDefault()
      event.stopImmediatePropagation()
      send(form)
    }, { capture: true })
  })
}

async function send(form) {
  const answer = form.querySelector("[name$='.Answer']")
  const body = new URLSearchParams([...new FormData(form)].filter(([name]) => name === "__RequestVerificationToken"))
  try {
    const response = known ? await fetch(form.dataset.options, { method: "POST", body }) : null
    if (response?.ok) answer.value = JSON.stringify(await ask(form.dataset.passkey, await response.json()))
  } catch (refusal) {
    if (!(refusal instanceof DOMException)) throw refusal
  }
  form.submit()
}

function ask(what, options) {
  return what === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
}
