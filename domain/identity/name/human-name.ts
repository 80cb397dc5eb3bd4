/**
 * A FHIR HumanName with what nl-core says about its parts: own name and partner's name with their prefixes, the order in
 * which the person uses them, and for each given name whether it stands in full, as an initial or as the name by which
 * somebody is called (HL7 Netherlands nl-core-NameInformation; FHIR R4 datatypes, HumanName).
 */
import * as v from 'valibot'

const base = 'http://hl7.org/fhir/StructureDefinition'
const partUrls = {
  own: `${base}/humanname-own-name`,
  ownPrefix: `${base}/humanname-own-prefix`,
  partner: `${base}/humanname-partner-name`,
  partnerPrefix: `${base}/humanname-partner-prefix`,
} as const
const orderUrl = `${base}/humanname-assembly-order`
const qualifierUrl = `${base}/iso21090-EN-qualifier`

const Extension = v.looseObject({
  url: v.string(),
  valueString: v.optional(v.string()),
  valueCode: v.optional(v.string()),
})
const Element = v.looseObject({ extension: v.optional(v.array(Extension)) })

/** The parts of a HumanName that Balie reads. A primitive that is missing in a list is null (FHIR R4 json.html). */
export const HumanNameParts = v.looseObject({
  use: v.optional(v.string()),
  text: v.optional(v.string()),
  family: v.optional(v.string()),
  given: v.optional(v.array(v.nullable(v.string()))),
  period: v.optional(v.looseObject({ start: v.optional(v.string()), end: v.optional(v.string()) })),
  extension: v.optional(v.array(Extension)),
  _family: v.optional(Element),
  _given: v.optional(v.array(v.nullable(Element))),
})
export type HumanNameParts = v.InferOutput<typeof HumanNameParts>

/** Names as a resource has them; what is no HumanName at all is left out. */
export function readNames(names: unknown): readonly HumanNameParts[] {
  return (Array.isArray(names) ? names : []).flatMap((name: unknown) => {
    const parsed = v.safeParse(HumanNameParts, name)
    return parsed.success ? [parsed.output] : []
  })
}

export interface FamilyParts {
  /** As it stands in `family`; empty when nothing, or only a sign for nothing, stands there. */
  readonly whole: string
  /** With their prefixes; empty when the record does not say them apart. */
  readonly own: string
  readonly partner: string
  readonly order: 'NL1' | 'NL2' | 'NL3' | 'NL4' | null
}

export interface GivenParts {
  /** In full, or of unknown kind. */
  readonly names: readonly string[]
  /** Marked as initials. */
  readonly initials: readonly string[]
  /** Marked as the name by which the person is called. */
  readonly called: readonly string[]
}

const orders = ['NL1', 'NL2', 'NL3', 'NL4'] as const

export function familyParts({ family, _family, extension }: HumanNameParts): FamilyParts {
  const parts = _family?.extension ?? []
  const of = (url: string) => real(parts.find((part) => part.url === url)?.valueString ?? '')
  const code = [...(extension ?? []), ...parts].find(({ url }) => url === orderUrl)?.valueCode
  const whole = real(family ?? '')
  const own = of(partUrls.own)
  // A prefix without a name of its own belongs to what stands in `family`.
  const ownPrefix = of(partUrls.ownPrefix)
  return {
    whole: own === '' && ownPrefix !== '' ? withPrefix(ownPrefix, whole) : whole,
    own: own === '' ? '' : withPrefix(ownPrefix, own),
    partner: of(partUrls.partner) === '' ? '' : withPrefix(of(partUrls.partnerPrefix), of(partUrls.partner)),
    order: orders.find((order) => order === code) ?? null,
  }
}

export function givenParts({ given, _given }: HumanNameParts): GivenParts {
  const kinds: Record<keyof GivenParts, string[]> = { names: [], initials: [], called: [] }
  for (const [at, text] of (given ?? []).entries()) {
    const name = real(text ?? '')
    if (name === '') continue
    const qualifiers = (_given?.[at]?.extension ?? []).flatMap(({ url, valueCode }) =>
      url === qualifierUrl ? [valueCode] : [],
    )
    if (qualifiers.includes('IN')) kinds.initials.push(name)
    else if (qualifiers.includes('CL')) kinds.called.push(name)
    else kinds.names.push(name)
  }
  return kinds
}

/** Words that registers put where a name is missing. */
const placeholders = new Set(['onbekend', 'unknown', 'fnu', 'lnu', 'xxx'])

/** The name, or nothing when only a sign for "no name" stands there: a dash, a point, "onbekend". */
export function real(text: string): string {
  const name = text.trim()
  return !/\p{L}/u.test(name) || placeholders.has(name.toLowerCase()) ? '' : name
}

/** Unless the name already begins with it. */
function withPrefix(prefix: string, name: string): string {
  if (prefix === '' || name === '') return name
  return name.toLowerCase().startsWith(`${prefix.toLowerCase()} `) ? name : `${prefix} ${name}`
}
