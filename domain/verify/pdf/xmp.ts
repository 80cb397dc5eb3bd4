/** Whether rewritten XMP metadata still says the same: title, author and conformance are shown by readers, so they may not move. */
import { fromUtf8 } from '../../document/bytes.ts'
import { demand } from '../refusal.ts'

/** What a program that adds long-term data may restate: its own name and when it wrote. */
const mayChange = new Set(['xmp:ModifyDate', 'xmp:MetadataDate', 'pdf:Producer'])
const structural = /^(rdf|xml|xmlns|x|pdfaExtension|pdfaSchema|pdfaProperty)(:|$)/

/** Each property with its texts, in order, however it is spelled: as an element or as an attribute. */
function claims(bytes: Uint8Array): ReadonlyMap<string, string> {
  const text = fromUtf8(bytes)
  const plain = text !== null && !/<!|<\?(?!xpacket)/.test(text) && text.length < 200_000
  demand(plain, 'unexpectedContent', 'metadata with more than metadata')
  const found = new Map<string, string[]>()
  const open: string[] = []
  const say = (value: string): void => {
    const owner = open.find((name) => !structural.test(name))
    // Inside the extension schema every word is a description of the schema, which no reader shows.
    if (open.some((name) => name.startsWith('pdfaExtension:')) || owner === undefined || value.trim() === '') return
    found.set(owner, [...(found.get(owner) ?? []), value.trim()])
  }
  for (const [, closing, name = '', attributes = '', empty, words] of text.matchAll(
    /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)|<\?xpacket[^>]*\?>/g,
  )) {
    if (words !== undefined) say(words)
    else if (closing === '/') demand(open.pop() === name, 'unexpectedContent', 'metadata is not well formed')
    else if (name !== '') {
      open.push(name)
      for (const [, key = '', value = ''] of attributes.matchAll(/([\w:-]+)\s*=\s*["']([^"']*)["']/g)) {
        if (structural.test(key)) continue
        open.push(key)
        open.reverse()
        say(value)
        open.reverse()
        open.pop()
      }
      if (empty === '/') open.pop()
    }
  }
  demand(open.length === 0, 'unexpectedContent', 'metadata is not well formed')
  return new Map([...found].map(([key, values]) => [key, values.join('\u0000')]))
}

/** Throws a Refusal unless the new metadata differs from the old in producer and modification date at most. */
export function sameMetadata(before: Uint8Array, after: Uint8Array): void {
  const [old, now] = [claims(before), claims(after)]
  for (const key of new Set([...old.keys(), ...now.keys()]))
    demand(mayChange.has(key) || old.get(key) === now.get(key), 'changedAfterSeal', `metadata ${key} changed`)
}
