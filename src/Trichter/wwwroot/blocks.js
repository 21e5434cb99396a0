// The editor of landing pages. What it gives is cleaned on the server; here are the blocks, in our own classes, and what can be chosen of each.
const form = document.querySelector("form[data-blocks]")
const words = JSON.parse(form.dataset.words)
const html = form.elements.Html

const toggles = (type, names) => names.map(name => ({ type: "select", name, label: words[name], changeProp: true, options: options[name].map(([value, word]) => ({ id: value, label: words[word] })) }))
const options = { tone: [["", "plain"], ["tr-l-tint", "tint"], ["tr-l-strong", "strong"]], align: [["", "left"], ["tr-l-center", "center"]] }

const editor = grapesjs.init({
  container: form.querySelector("[data-blocks-canvas]"),
  components: html.value,
  height: "100%", width: "auto",
  telemetry: false, cssIcons: "",
  storageManager: false, panels: { defaults: [] }, noticeOnUnload: true, avoidInlineStyle: true, showOffsets: false,
  canvas: { styles: [form.dataset.style], frameStyle: "" },
  styleManager: { sectors: [] },
  deviceManager: { devices: [{ id: "Wide", name: "Wide", width: "" }, { id: "Phone", name: "Phone", width: "390px" }] },
  blockManager: { appendTo: form.querySelector("[data-blocks-list]"), appendOnClick: append },
  traitManager: { appendTo: form.querySelector("[data-blocks-traits]") },
  selectorManager: { componentFirst: true, custom: true },
  assetManager: {
    assets: JSON.parse(form.dataset.pictures), upload: form.dataset.upload, uploadName: "file", multiUpload: true, autoAdd: true,
    headers: { RequestVerificationToken: form.dataset.token },
  },
  plugins: [ours],
})

// Into the column in which something is chosen, else behind the block in which it is, else at the end.
function append(block, editor) {
  const page = editor.getWrapper()
  const chosen = editor.getSelected()
  const column = chosen?.closest(".tr-l-col")
  let top = chosen
  while (top && top.parent() !== page) top = top.parent()
  const [added] = column ? column.append(block.getContent()) : page.append(block.getContent(), { at: top ? top.index() + 1 : page.components().length })
  editor.select(added)
  if (block.get("activate")) added.trigger("active")
}

function ours(editor) {
  // A choice among our classes: one of a kind at a time.
  const choose = (component, name) => {
    const all = options[name].map(([value]) => value).filter(value => value)
    component.set(name, all.find(value => component.getClasses().includes(value)) ?? "", { silent: true })
    component.on(`change:${name}`, () => {
      component.removeClass(all)
      if (component.get(name)) component.addClass(component.get(name))
    })
  }
  const withChoices = (type, isOne, names, more = {}) => editor.Components.addType(type, {
    isComponent: isOne,
    model: { defaults: { traits: toggles(type, names), ...more }, init() { names.forEach(name => choose(this, name)) } },
  })
  withChoices("section", element => element.tagName === "SECTION", ["tone", "align"], { tagName: "section", name: words.section })
  editor.Components.addType("columns", { isComponent: element => element.classList?.contains("tr-l-cols"), model: { defaults: { name: words.columns, traits: [] } } })
  editor.Components.addType("form-place", {
    isComponent: element => element.classList?.contains("tr-l-form"),
    model: { defaults: { name: words.form, traits: [], droppable: false, editable: false, components: words.formHere } },
  })
  editor.Components.addType("image", { extendFn: [], model: { defaults: { traits: [{ name: "alt", label: words.alt }], resizable: false } } })
  editor.Components.addType("link", { model: { defaults: { traits: [{ name: "href", label: words.address }] } } })

  const block = (id, content) => editor.Blocks.add(id, { label: words[id], content, select: true })
  block("section", `<section class="tr-l-section"><h2>${words.heading}</h2><p>${words.sample}</p></section>`)
  block("columns", `<div class="tr-l-cols"><div class="tr-l-col"><p>${words.sample}</p></div><div class="tr-l-col"><p>${words.sample}</p></div></div>`)
  block("heading", `<h2>${words.heading}</h2>`)
  block("text", `<p>${words.sample}</p>`)
  editor.Blocks.add("picture", { label: words.picture, content: { type: "image", classes: ["tr-l-picture"] }, activate: true, select: true })
  block("button", `<a class="tr-l-button" href="https://">${words.button}</a>`)
  block("list", `<ul><li>${words.sample}</li><li>${words.sample}</li></ul>`)
  block("quote", `<blockquote class="tr-l-quote">${words.sample}</blockquote>`)
  editor.Blocks.add("form", { label: words.form, content: { type: "form-place", classes: ["tr-l-form"] } })
}

editor.on("load", () => {
  const frame = editor.Canvas.getFrameEl()
  frame.title = words.frame
  frame.contentDocument.documentElement.lang = document.documentElement.lang
  frame.contentDocument.body.classList.add("tr-blocks")
  form.dataset.ready = ""
})

// The upload answers with what is wrong in words; the editor itself would only be silent.
editor.on("asset:upload:response", answer => { if (answer?.fault) alert(answer.fault) })
editor.on("asset:upload:error", error => {
  try { alert(JSON.parse(error).fault) } catch { alert(error) }
})

form.addEventListener("click", event => {
  const action = event.target.closest("[data-do], [data-width]")
  if (!action) return
  if (action.dataset.do) editor.runCommand(action.dataset.do)
  else editor.setDevice(action.dataset.width)
})

form.addEventListener("submit", () => {
  html.value = editor.getHtml({ cleanId: true })
  editor.clearDirtyCount()
})
