/** Wires the page: choose a file, read it here, say what it is. Nothing is sent anywhere. */
import { verifyFile } from './verify-file.ts'

/** @type {'nl' | 'en'} */
let language = 'nl'
/** @type {import('./verify-file.ts').Verdict | null} */
let last = null

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
  const [first = '', ...others] = last.sentences[language]
  result.dataset['verdict'] = last.report.accepted ? 'good' : 'bad'
  element('verdict').textContent = first
  element('sentences').replaceChildren(
    ...others.map((sentence) => {
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

element('file').addEventListener('change', (event) => {
  const input = event.target
  const file = input instanceof HTMLInputElement ? input.files?.[0] : undefined
  if (file === undefined) return
  void (async () => {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const [anchors, timeAnchors] = [[await trusted], [await trustedForTime]]
    last = await verifyFile(bytes, { subtle: crypto.subtle, anchors, timeAnchors, at: new Date() })
    show()
  })()
})

void showAnchor()
