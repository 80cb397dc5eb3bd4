/**
 * The parts of the mutation run. `declared` (cells, policies, relations), `sentences` and `refusals` hold what only says something: their
 * mutants are alive as soon as the files are loaded, so each runs every test; a few fast tests of its own keep it short.
 */
type Part = {
  readonly mutate: readonly string[]
  readonly vitest?: { readonly configFile: string; readonly related: false }
}

/** Part by name, with the files that are changed. Left out are types, the cases of the readable table and its JSON Schema. */
export const parts: Readonly<Record<string, Part>> = {
  child: { mutate: ['domain/rules/rows/{asked,child,co-holder,grantee,young}.ts'] },
  adult: { mutate: ['domain/rules/rows/{chosen,court-appointed,proxy-and-family,represented,self}.ts'] },
  gates: { mutate: ['domain/rules/basis/{capacity,evidence,form,gates,outline}.ts', 'domain/rules/outline-of.ts'] },
  decision: {
    mutate: ['domain/rules/basis/{decision,facts,world}.ts', 'domain/rules/{index,read-facts,withdrawal}.ts'],
  },
  lifecycle: { mutate: ['domain/lifecycle/*.ts'] },
  days: { mutate: ['domain/days/*.ts'] },
  approval: { mutate: ['domain/rules/at-approval.ts', 'domain/policy/stranger.ts'] },
  policy: { mutate: ['domain/policy/{accept,kinds,narrow,read}.ts'] },
  declared: {
    mutate: [
      'domain/rules/basis/relations.ts',
      'domain/policy/{cell,cells,default,policy,unordered}.ts',
      'domain/contract/control/policy-version.ts',
      'tools/rules/hospitals.ts',
    ],
    vitest: { configFile: 'tests/bench/declared.vitest.mjs', related: false },
  },
  sentences: {
    mutate: ['domain/rules/refusals/{index,next}.ts', 'domain/rules/basis/rulebook.ts'],
    vitest: { configFile: 'tests/bench/sentences.vitest.mjs', related: false },
  },
  refusals: {
    mutate: ['domain/rules/refusals/!(index|next).ts'],
    vitest: { configFile: 'tests/bench/sentences.vitest.mjs', related: false },
  },
}
