// After a form was sent it shows what the server answered. The page is changed in place and its fields are compared by their attributes, which know nothing of what
// somebody typed: without this a saved text would stay in its field, and a row could turn up twice.
let sent = null
let typed = new Map()

// What a script of ours takes over and empties itself does not come up to here.
addEventListener("submit", event => {
  sent = event.target
  typed = new Map([...sent.elements].map(field => [field, field.value]))
  for (const field of sent.elements) writeDown(field)
})

document.addEventListener("htmx:after:swap", () => {
  if (sent?.isConnected) for (const field of sent.elements) if (!isTypedSince(field)) readAgain(field)
  sent = null
})

/** What is sent becomes what the field began with. */
function writeDown(field) {
  if (field.matches("[type=checkbox], [type=radio]")) field.toggleAttribute("checked", field.checked)
  else if (field.matches("input:not([type=file])")) field.setAttribute("value", field.value)
  else if (field.matches("textarea")) field.defaultValue = field.value
  else if (field.matches("select")) for (const option of field.options) option.toggleAttribute("selected", option.selected)
}

/** What the field begins with now is what it shows. */
function readAgain(field) {
  if (field.matches("[type=checkbox], [type=radio]")) field.checked = field.defaultChecked
  else if (field.matches("input:not([type=file], [type=hidden]), textarea")) field.value = field.defaultValue
  else if (field.matches("select:not([multiple])")) field.selectedIndex = Math.max(0, [...field.options].findIndex(option => option.defaultSelected))
}

/** Whoever went on typing while the answer was on its way keeps it. */
function isTypedSince(field) {
  return field === document.activeElement && typed.has(field) && typed.get(field) !== field.value && field.matches("input, textarea")
}
