/** Wires the page: choose a file, read it here, say what it is. Nothing is sent anywhere. */
import { verifyFile } from './verify-file.ts'

/** @type {'nl' | 'en'} */
let language = 'nl'
/** @type {import('./verify-file.ts').Verdict | null} */
let last = null
/** @type {Uint8Array | null} */
let bytes = null
/** @type {Uint8Array | null} */
let form = null
/** Files that were chosen before this one are answered no more. */
let turn = 0

const element = (id) => {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`no #${id}`)
  return found
}

async function anchor(name) {
  const pem = await (await fetch(`/verify/${name}.pem`)).text()
  const body = atob(pem.replace(/-----[^-]+-----|\s/g, ''))
  return Uint8Array.from(body, (character) => character.charCodeAt(0))
}
const trusted = anchor('anchor')
const trustedForTime = anchor('time-anchor')

async function showAnchor() {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await trusted))
  const print = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(' ')
  element('anchor').textContent = `${location.hostname}, SHA-256 ${print}`
}

function show() {
  document.documentElement.lang = language
  for (const one of document.querySelectorAll('[data-nl]')) one.textContent = one.dataset[language] ?? ''
  element('language').textContent = language === 'nl' ? 'English' : 'Nederlands'
  element('language').lang = language === 'nl' ? 'en' : 'nl'
  const result = element('result')
  result.hidden = last === null
  if (last === null) return
  element('with').hidden = last.approval !== true
  const [first = '', ...others] = last.sentences[language]
  result.dataset['verdict'] = last.verdict
  element('verdict').textContent = first
  list('sentences', others)
  list('technical', last.technical[language])
  element('technicians').hidden = last.technical[language].length === 0
}

/** @param {string} id @param {readonly string[]} sentences */
function list(id, sentences) {
  element(id).replaceChildren(
    ...sentences.map((sentence) => {
      const item = document.createElement('li')
      item.textContent = sentence
      return item
    }),
  )
}

element('language').addEventListener('click', () => {
  language = language === 'nl' ? 'en' : 'nl'
  show()
})

/**
 * @param {Event} event
 * @returns {File | null}
 */
function chosen(event) {
  const input = event.target
  return (input instanceof HTMLInputElement ? input.files?.[0] : undefined) ?? null
}

/** From now on nothing counts of files that are still being read, and the last verdict would be shown beside another name. */
function begin() {
  last = null
  show()
  return ++turn
}

/** @param {File} file */
async function read(file) {
  return new Uint8Array(await file.arrayBuffer())
}

async function verify(mine) {
  if (bytes === null) return
  const [anchors, timeAnchors] = [[await trusted], [await trustedForTime]]
  const verdict = await verifyFile({ bytes, form }, { subtle: crypto.subtle, anchors, timeAnchors, at: new Date() })
  if (mine !== turn) return
  last = verdict
  show()
}

element('file').addEventListener('change', (event) => {
  const file = chosen(event)
  if (file === null) return
  const mine = begin()
  // Another approval is about another form.
  element('form').value = ''
  element('with').hidden = true
  void read(file).then((content) => {
    if (mine !== turn) return
    bytes = content
    form = null
    return verify(mine)
  })
})

element('form').addEventListener('change', (event) => {
  const file = chosen(event)
  if (file === null) return
  const mine = begin()
  void read(file).then((content) => {
    if (mine !== turn) return
    form = content
    return verify(mine)
  })
})

void showAnchor()
