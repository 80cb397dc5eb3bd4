/** Forgeries that touch the sealed bytes themselves, or what stands before and behind them. */
import { bytesOf, type Forgery, type Target } from './tools.ts'

/** One flipped bit in every 512-byte block, at a place that differs from block to block. */
export function flips({ bytes }: Target): readonly Forgery[] {
  const made: Forgery[] = []
  for (let block = 0; block * 512 < bytes.length; block++) {
    const at = Math.min(bytes.length - 1, block * 512 + ((block * 131) % 512))
    const copy = new Uint8Array(bytes)
    copy[at] = (copy[at] ?? 0) ^ (1 << (block % 8))
    made.push({ name: `flip: block ${block}, byte ${at}`, bytes: copy })
  }
  return made
}

/** Appended, prefixed, cut off, and games with the byte ranges. */
export function byteForgeries({ text, bytes }: Target): readonly Forgery[] {
  const range = /\/ByteRange\[(\d+) (\d+) (\d+) (\d+)\] */.exec(text)
  if (range === null) throw new Error('no byte range')
  const whole = range[0]
  const [gap = 0, rest = 0, length = 0] = range.slice(2, 5).map(Number)
  const ranged = (values: string): string => text.replace(whole, `/ByteRange[${values}]`.padEnd(whole.length))
  const contents = text.slice(gap, rest)
  const gapped = (inner: string): string => text.slice(0, gap) + inner + text.slice(rest)
  const digits = contents.slice(1, -1)
  const cases: Record<string, string> = {
    'appended: line end': `${text}\n`,
    'appended: space': `${text} `,
    'appended: zero bytes': `${text}${'\u0000'.repeat(16)}`,
    'appended: comment': `${text}% hello\n`,
    'appended: end mark': `${text}%%EOF\n`,
    'appended: startxref': `${text}startxref\n0\n%%EOF\n`,
    'appended: web page': `${text}<html><script>alert(1)</script></html>`,
    'appended: zip': `${text}PK\u0003\u0004`,
    'prefixed: line end': `\n${text}`,
    'prefixed: another header': `%PDF-1.7\n${text}`,
    'prefixed: web page': `<html>${text}`,
    'cut: last byte': text.slice(0, -1),
    'cut: end mark': text.slice(0, -6),
    'cut: half': text.slice(0, text.length >> 1),
    'cut: header only': text.slice(0, 15),
    'cut: first byte': text.slice(1),
    'header: another version': text.replace('%PDF-1.7', '%PDF-1.4'),
    'header: no binary mark': text.replace('\u00ff\u00ff\u00ff\u00ff', 'aaaa'),
    'line ends: all CRLF': text.replaceAll('\n', '\r\n'),
    'range: shortened at the end': ranged(`0 ${gap} ${rest} ${length - 600}`),
    'range: nothing at the end': ranged(`0 ${gap} ${rest} 0`),
    'range: longer than the file': ranged(`0 ${gap} ${rest} ${length + 600}`),
    'range: overlapping': ranged(`0 ${rest} ${gap} ${bytes.length - gap}`),
    'range: wider gap': ranged(`0 ${gap - 40} ${rest} ${length}`),
    'range: gap ends late': ranged(`0 ${gap} ${rest + 40} ${length - 40}`),
    'range: starts later': ranged(`15 ${gap - 15} ${rest} ${length}`),
    'range: negative': ranged(`0 ${gap} ${rest} -1`),
    'range: two numbers': ranged(`0 ${gap}`),
    'range: six numbers': ranged(`0 9 9 ${gap - 9} ${rest} ${length}`.slice(0, 40)),
    'range: one range of everything': ranged(`0 ${bytes.length}`),
    'range: fractions': ranged(`0.0 ${gap} ${rest} ${length}`),
    'contents: all zero': gapped(`<${'0'.repeat(digits.length)}>`),
    'contents: all FF': gapped(`<${'F'.repeat(digits.length)}>`),
    'contents: lower case and odd length': gapped(`<${digits.slice(0, -1)} >`),
    'contents: as text string': gapped(`(${'x'.repeat(digits.length)})`),
    'contents: an object hidden behind the CMS': gapped(`<${digits.slice(0, -400)}${Buffer.from('1 0 obj << /Evil true >> endobj').toString('hex').padEnd(400, '0')}>`),
    'contents: cut short with something after': gapped(`<${digits.slice(0, -60)}>${' /X (nothing to see here)'.padEnd(60)}`),
    'contents: signature bytes garbled': gapped(`<${garble(digits)}>`),
    'word: seal type': text.replace('/Type/Sig/', '/Type/Sog/'),
    'word: sub-filter': text.replace('ETSI.CAdES.detached', 'adbe.pkcs7.detached'),
    'word: filter': text.replace('/Adobe.PPKLite', '/Adobe.PPKLight').replace('/Adobe.PPKLight', '/Adobe.PPKLice'),
    'word: transform': text.replace('/TransformMethod/DocMDP', '/TransformMethod/FieldMD'),
    'word: permission': text.replace('/P 1/V', '/P 2/V'),
    'word: time of the seal': text.replace('(D:20261123', '(D:20251123'),
    'word: no field': text.replace('/FT/Sig', '/FT/Tx '),
    'word: pages': text.replace('/Count 2', '/Count 1'),
    'table: two rows swapped': swapRows(text),
    'table: an offset moved': text.replace(/\n(\d{9})(\d) 00000 n /, (_, nine: string, one: string) => `\n${nine}${(Number(one) + 1) % 10} 00000 n `),
    'table: startxref moved': text.replace(/startxref\n(\d+)/, (_, at: string) => `startxref\n${Number(at) - 1}`),
  } // prettier-ignore
  return Object.entries(cases).map(([name, one]) => ({ name: `bytes: ${name}`, bytes: bytesOf(one) }))
}

function garble(digits: string): string {
  const end = digits.replace(/0+$/, '').length
  return `${digits.slice(0, end - 8)}${'A5A5A5A5'}${digits.slice(end)}`
}

function swapRows(text: string): string {
  const rows = [...text.matchAll(/\d{10} 00000 n \n/g)]
  const [first, second] = rows
  if (first === undefined || second === undefined) return text.slice(1)
  return text.slice(0, first.index) + second[0] + first[0] + text.slice(second.index + 20)
}
