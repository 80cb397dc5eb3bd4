/**
 * Forgeries of a file with long-term data: a change behind a genuine document time stamp, a stamp over something else, a
 * DSS with more in it than proof, sections taken away or put elsewhere.
 */
import { sectionsOf } from '../../../domain/verify/pdf/section.ts'
import { extend, type Extender, stampedBehind } from '../extend.ts'
import { oddAuthority } from '../odd-authority.ts'
import { listOf } from '../training-ca.ts'
import { bytesOf, type Forgery, latin, put, stream, target, withUpdate } from './tools.ts'
import { updateForgeries } from './updates.ts'

/** `sealed` is an honest file as the kiosk made it, `extended` the same with long-term data. */
export async function extendedForgeries(
  files: { readonly sealed: Uint8Array; readonly extended: Uint8Array; readonly other: Uint8Array },
  by: Extender,
): Promise<readonly Forgery[]> {
  const { sealed, extended, other } = files
  const { tsa, ca } = by
  const open = target(extended)
  const { size: a, object, sealed: parts } = open
  const b = a + 1
  const [, dss, stamp] = sectionsOf(extended)
  if (dss === undefined || stamp === undefined) throw new Error('not extended')
  const cut = (from: number, to: number): Buffer => Buffer.from(extended.subarray(from, to))
  const field = Number(/\/Fields \[\s*\d+ 0 R\s+(\d+) 0 R/.exec(object(parts.form))?.[1])
  const value = Number(/\/V (\d+) 0 R/.exec(object(field))?.[1])
  const dssNumber = Number(/\/DSS (\d+) 0 R/.exec(object(parts.catalog))?.[1])
  const [certificate = 0, second = 0] = [...object(dssNumber).matchAll(/(\d+) 0 R/g)].map((one) => Number(one[1]))
  const inDss = (key: string, text: string): Record<number, string> => ({
    [dssNumber]: put(object(dssNumber), key, text),
  })
  const derStream = (der: Uint8Array): string => stream(latin(der))
  const update = (objects: Readonly<Record<number, string>>): Uint8Array => withUpdate(open, { objects })
  const digest = new Uint8Array(32).fill(9)
  const renewed = await extend(extended, by)
  const cases: Record<string, Uint8Array> = {
    'stamp: over another hash': await stampedBehind(sealed, { tsa, instead: digest }),
    'stamp: over another hash, behind a good one': await stampedBehind(extended, { tsa, instead: digest }),
    'stamp: by an authority that nobody believes': await stampedBehind(sealed, { tsa: await oddAuthority() }),
    'stamp: by an authority whose certificate had ended': await stampedBehind(sealed, { tsa: await oddAuthority({ issued: -1500 }) }),
    'stamp: by a certificate for servers too': await stampedBehind(sealed, { tsa: await oddAuthority({ usage: { purposes: ['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.1'], critical: true } }) }),
    'stamp: token of another file': bytesOf(latin(extended).replace(tokenOf(extended), tokenOf(other))),
    'stamp: token of the same file, stamped twice': bytesOf(latin(renewed).replace(tokenOf(renewed, 1), tokenOf(extended))),
    'stamp: range shortened': bytesOf(latin(extended).replace(/(\/ByteRange\s*\[\s*0\s+\d+\s+\d+\s+)(\d+)(?![\s\S]*\/ByteRange)/, (_, head: string, last: string) => head + String(Number(last) - 9).padEnd(last.length))),
    'stamp: value replaced later': update({ [field]: put(object(field), 'V', `${a} 0 R`), [a]: object(value) }),
    'stamp: dictionary written again': update({ [value]: object(value) }),
    'stamp: made visible later': update({ [field]: put(object(field), 'Rect', '[0 0 400 400]') }),
    'stamp: field taken off the form': update({ [parts.form]: put(object(parts.form), 'Fields', `[${parts.field} 0 R]`) }),
    'stamp: field gets an appearance': update({ [field]: put(object(field), 'AP', `<< /N ${a} 0 R >>`), [a]: stream('0 0 500 500 re f', '/Type /XObject\n/Subtype /Form\n/BBox [0 0 500 500]\n') }),
    'stamp: field gets an action': update({ [field]: put(object(field), 'A', '<< /S /URI /URI (https://evil.example) >>') }),
    'DSS: one more object that nothing needs': update({ ...inDss('Certs', `[${certificate} 0 R]`), [a]: stream('1 1 1 rg 0 0 999 999 re f') }),
    'DSS: a certificate that its issuer did not sign': update({ ...inDss('Certs', `[${certificate} 0 R ${second} 0 R ${a} 0 R]`), [a]: derStream(unsigned(ca.root)) }),
    'DSS: a list that the hospital did not sign': update({ ...inDss('CRLs', `[${a} 0 R]`), [a]: derStream(unsigned(listOf(ca))) }),
    'DSS: an attachment beside the lists': update({ ...inDss('EF', `<< /F ${a} 0 R >>`), [a]: stream('%PDF-1.7') }),
    'DSS: page content among the certificates': update({ ...inDss('Certs', `[${certificate} 0 R ${a} 0 R]`), [a]: stream('q 1 1 1 rg 0 0 999 999 re f Q') }),
    'DSS: certificate with something behind it': update({ ...inDss('Certs', `[${a} 0 R]`), [a]: stream(`${latin(ca.root)}q 0 0 9 9 re f Q`) }),
    'DSS: a stream with a picture’s dictionary': update({ ...inDss('Certs', `[${a} 0 R]`), [a]: stream(latin(ca.root), '/Type /XObject\n/Subtype /Image\n/Width 1\n/Height 1\n') }),
    'DSS: names the page': update(inDss('Certs', `[${parts.page} 0 R]`)),
    'DSS: chain through an object that means something else': update({ ...inDss('Certs', `${b} 0 R`), [b]: `[${certificate} 0 R]`, [parts.page]: put(object(parts.page), 'Contents', `${b} 0 R`) }),
    'sections: the DSS taken out of the middle': new Uint8Array(Buffer.concat([cut(0, dss.from), cut(dss.to, extended.length)])),
    'sections: put the other way round': new Uint8Array(Buffer.concat([cut(0, dss.from), cut(stamp.from, stamp.to), cut(dss.from, dss.to)])),
    'sections: the stamp twice': new Uint8Array(Buffer.concat([extended, cut(stamp.from, stamp.to)])),
    'sections: behind another form': new Uint8Array(Buffer.concat([Buffer.from(other.subarray(0, sectionsOf(other)[0]?.to)), cut(dss.from, extended.length)])),
    'sections: half of the stamp': extended.slice(0, (stamp.from + stamp.to) >> 1),
  } // prettier-ignore
  const made = Object.entries(cases).map(([name, bytes]) => ({ name: `extended: ${name}`, bytes }))
  const behind = updateForgeries(open).map(({ name, bytes }) => ({ name: `extended, then ${name}`, bytes }))
  const hidden: Forgery[] = []
  // A change in an earlier revision, and a genuine stamp of the authority over all of it.
  for (const { name, bytes } of updateForgeries(target(sealed)).filter((one) => hides.test(one.name))) {
    hidden.push({ name: `stamped over ${name}`, bytes: await stampedBehind(bytes, { tsa }) })
  }
  return [...made, ...behind, ...hidden]
}

/** Updates that a PDF library can still read and so can be extended honestly. */
const hides =
  /: (page content|page added|page turned|page cropped|annotation: (free|stamp|link|redact)|field: (text|seal made)|catalog: (opens|another lang)|attachment replaced|document title|metadata: another title|object without)/

/** The hexadecimal token of the n-th time stamp. */
function tokenOf(pdf: Uint8Array, n = 0): string {
  const found = [...latin(pdf).matchAll(/\/Contents\s*<([0-9A-Fa-f]{2000,})>/g)].map((one) => one[1] ?? '')
  return found[n + 1] ?? ''
}

/** A certificate or list whose issuer did not sign it: one bit of the signature differs. */
function unsigned(der: Uint8Array): Uint8Array {
  const copy = new Uint8Array(der)
  copy[copy.length - 3] = (copy.at(-3) ?? 0) ^ 1
  return copy
}
