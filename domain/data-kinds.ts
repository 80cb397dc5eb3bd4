/** Kinds of data that a mandate, a ruling or a proxy names, in the shape of EHDS (EU 2025/327) article 4. */
import * as v from 'valibot'

/** Kinds of data: the priority categories of EHDS article 14, plus what a Dutch patient portal adds. */
export const dataKinds = [
  'summary',
  'medication',
  'laboratory',
  'imaging',
  'letters',
  'appointments',
  'messages',
] as const
export const DataKind = v.picklist(dataKinds)
export type DataKind = v.InferOutput<typeof DataKind>

/** A set of kinds: no kind twice. The brand tells the prover that it is a set and not a plain list. */
export const KindSet = v.pipe(
  v.array(DataKind),
  v.maxLength(dataKinds.length),
  v.check((kinds) => new Set(kinds).size === kinds.length, 'a kind of data is named twice'),
  v.readonly(),
  v.brand('KindSet'),
)
export type KindSet = v.InferOutput<typeof KindSet>

/** Every kind: what a request asks for when it names nothing smaller. */
export const everyKind: KindSet = v.parse(KindSet, [...dataKinds])

/** The kinds that are in both sets, in the order of the first. */
export function intersection(a: KindSet, b: KindSet): KindSet {
  const kinds = a.filter((kind) => b.includes(kind))
  if (!isSet(kinds)) throw new Error('a kind of data is named twice')
  return kinds
}

/** The kinds of the first that are not in the second, in its order. */
export function difference(a: KindSet, b: KindSet): KindSet {
  const kinds = a.filter((kind) => !b.includes(kind))
  if (!isSet(kinds)) throw new Error('a kind of data is named twice')
  return kinds
}

/** Part of a set is a set; the length is looked at all the same. */
const isSet = (kinds: readonly DataKind[]): kinds is KindSet => kinds.length <= dataKinds.length
