/**
 * Codes that FHIR allows where a binding is `required` (HL7 FHIR R4, terminologies 4.1.3): the validator at hand checks
 * shapes only and collects what stands in such a place; here it is held against the value set.
 */
import { badRequest, OperationOutcomeError, validateResource } from '@medplum/core'
import type { ValidatorOptions } from '@medplum/core'
import type { Resource } from '@medplum/fhirtypes'
import * as v from 'valibot'

/** Address of a value set to its members, each as "system|code". */
export const RequiredCodes = v.record(v.string(), v.array(v.string()))
export type RequiredCodes = v.InferOutput<typeof RequiredCodes>

const Concepts: v.GenericSchema<ConceptNode[]> = v.array(
  v.looseObject({ code: v.string(), concept: v.optional(v.lazy(() => Concepts)) }),
)
interface ConceptNode {
  readonly code: string
  readonly concept?: ConceptNode[] | undefined
}
const CodeSystem = v.looseObject({
  resourceType: v.literal('CodeSystem'),
  url: v.string(),
  content: v.literal('complete'),
  concept: Concepts,
})
const ValueSet = v.looseObject({
  resourceType: v.literal('ValueSet'),
  url: v.string(),
  compose: v.strictObject({
    include: v.array(
      v.strictObject({
        system: v.string(),
        version: v.optional(v.string()),
        concept: v.optional(v.array(v.looseObject({ code: v.string() }))),
      }),
    ),
    // Prose about the set; `exclude` is not here: a set with one is not judged.
    extension: v.optional(v.unknown()),
  }),
})

/**
 * Members of the value sets among `resources` that are wanted. A set that is not spelled out here (by a filter, by
 * another set, by a code system kept elsewhere, such as languages or media types) is left out and not judged.
 */
export function requiredCodes(resources: readonly unknown[], wanted: ReadonlySet<string>): RequiredCodes {
  const systems = new Map<string, readonly string[]>()
  for (const one of resources) {
    const parsed = v.safeParse(CodeSystem, one)
    if (parsed.success) systems.set(parsed.output.url, parsed.output.concept.flatMap(codesOf))
  }
  const sets: Record<string, string[]> = {}
  for (const one of resources) {
    const parsed = v.safeParse(ValueSet, one)
    if (!parsed.success || !wanted.has(parsed.output.url)) continue
    const members = parsed.output.compose.include.map(({ system, concept }) =>
      (concept?.map(({ code }) => code) ?? systems.get(system))?.map((code) => `${system}|${code}`),
    )
    const known = members.flatMap((codes) => codes ?? [])
    if (known.length > 0 && members.every((codes) => codes !== undefined)) sets[parsed.output.url] = known
  }
  return sets
}

function codesOf({ code, concept }: ConceptNode): readonly string[] {
  return [code, ...(concept ?? []).flatMap(codesOf)]
}

let known: ReadonlyMap<string, ReadonlySet<string>> = new Map()

/** Keeps the sets for this process, beside the structures that the validator keeps. */
export function keepRequiredCodes(codes: RequiredCodes): void {
  known = new Map(Object.entries(codes).map(([url, members]) => [url, new Set(members)]))
}

/** Throws an OperationOutcomeError when the resource is not valid FHIR R4, its required codes included. */
export function validate(resource: Resource): void {
  const tokens: NonNullable<NonNullable<ValidatorOptions['collect']>['tokens']> = {}
  validateResource(resource, { collect: { tokens } })
  for (const [url, values] of Object.entries(tokens)) {
    const members = known.get(url.split('|')[0] ?? '')
    if (members === undefined) continue
    for (const { value, path } of values) {
      if (!isMember(value, members)) throw new OperationOutcomeError(badRequest('Code outside its value set', path))
    }
  }
}

const Coded = v.looseObject({ system: v.optional(v.string()), code: v.optional(v.string()) })
const Concept = v.looseObject({ coding: v.optional(v.array(Coded)) })

/** A code without a system belongs to whatever system the set has it from; a concept in words alone has nothing to judge. */
function isMember(value: unknown, members: ReadonlySet<string>): boolean {
  if (typeof value === 'string')
    return [...members].some((member) => member.slice(member.lastIndexOf('|') + 1) === value)
  const concept = v.safeParse(Concept, value)
  const codings = concept.success && concept.output.coding !== undefined ? concept.output.coding : [value]
  const coded = codings.flatMap((coding) => {
    const parsed = v.safeParse(Coded, coding)
    return parsed.success && parsed.output.code !== undefined ? [parsed.output] : []
  })
  return coded.length === 0 || coded.some(({ system, code }) => members.has(`${system ?? ''}|${code ?? ''}`))
}
