/** Files made to hurt the reader rather than to deceive: they must be refused soon and without a crash. */
import { deflateSync } from 'node:zlib'
import { bytesOf, type Forgery, put, stream, type Target, withUpdate } from './tools.ts'

export function hostileFiles(target: Target): readonly Forgery[] {
  const { sealed, size, object } = target
  const inCatalog = (value: string): Readonly<Record<number, string>> => ({
    [sealed.catalog]: put(object(sealed.catalog), 'DSS', value),
  })
  const bomb = deflateSync(Buffer.alloc(50_000_000)).toString('latin1')
  const header = '%PDF-1.7\n%\u00ff\u00ff\u00ff\u00ff\n'
  return [
    { name: 'hostile: empty file', bytes: new Uint8Array() },
    { name: 'hostile: one byte', bytes: bytesOf('%') },
    { name: 'hostile: a letter', bytes: bytesOf('Beste mevrouw,') },
    { name: 'hostile: header only', bytes: bytesOf(header) },
    { name: 'hostile: zeros', bytes: new Uint8Array(3_000_000) },
    { name: 'hostile: 20 MB', bytes: new Uint8Array(20_000_000).fill(0x20) },
    { name: 'hostile: nested arrays', bytes: bytesOf(`${header}1 0 obj\n${'['.repeat(200_000)}`) },
    { name: 'hostile: nested dictionaries', bytes: bytesOf(`${header}1 0 obj\n${'<</A'.repeat(200_000)}`) },
    { name: 'hostile: endless string', bytes: bytesOf(`${header}1 0 obj\n(${'('.repeat(500_000)}`) },
    { name: 'hostile: endless name', bytes: bytesOf(`${header}1 0 obj\n/${'a'.repeat(500_000)}`) },
    { name: 'hostile: long number', bytes: bytesOf(`${header}1 0 obj\n${'9'.repeat(500_000)}\nendobj`) },
    { name: 'hostile: white space', bytes: bytesOf(`${header}1 0 obj${' '.repeat(2_000_000)}`) },
    { name: 'hostile: many objects', bytes: bytesOf(header + Array.from({ length: 60_000 }, (_, i) => `${i + 1} 0 obj\nnull\nendobj\n`).join('')) },
    { name: 'hostile: table of a billion', bytes: bytesOf(`${header}xref\n0 999999999\n0000000000 65535 f \n`) },
    { name: 'hostile: many updates', bytes: manyUpdates(target) },
    { name: 'hostile: bomb in the DSS', bytes: withUpdate(target, { objects: { ...inCatalog(`<< /Certs [${size} 0 R] >>`), [size]: stream(bomb, '/Filter /FlateDecode\n') } }) },
    { name: 'hostile: one bomb named a thousand times', bytes: withUpdate(target, { objects: { ...inCatalog(`<< /Certs [${`${size} 0 R `.repeat(499)}] >>`), [size]: stream(bomb, '/Filter /FlateDecode\n') } }) },
    { name: 'hostile: DSS of thousands of lists', bytes: withUpdate(target, { objects: { ...inCatalog(`<< /VRI << ${Array.from({ length: 3000 }, (_, i) => `/${i.toString(16).toUpperCase().padStart(40, '0')} << /Cert ${size} 0 R >>`).join(' ')} >> >>`), [size]: `[${`${size + 1} 0 R `.repeat(400)}]`, [size + 1]: stream('0\u0000') } }) },
    { name: 'hostile: stream longer than the file', bytes: bytesOf(`${header}1 0 obj\n<< /Length 4000000000 >>\nstream\nx`) },
    { name: 'hostile: negative stream', bytes: bytesOf(`${header}1 0 obj\n<< /Length -5 >>\nstream\nx`) },
  ] // prettier-ignore
}

function manyUpdates(target: Target): Uint8Array {
  let text = target.text
  for (let i = 0; i < 200; i++) {
    const at = text.length
    text += `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size ${target.size} /Root ${target.sealed.catalog} 0 R /ID [<00> <00>] /Prev ${target.startxref} >>\nstartxref\n${at}\n%%EOF\n`
  }
  return bytesOf(text)
}
