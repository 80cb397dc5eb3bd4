/**
 * What Stryker runs for each mutant: the sentences of the rules, and the second rule table on some raw points. All files
 * in one worker: they only read, and a worker for each would be most of the time of a mutant.
 */
export default {
  test: {
    include: [
      'tests/rules/{coverage,first-visit,lifecycle,narrow,policy,refusals,borders,forms,limits,edges,values,questions}.test.ts',
      'tests/rules/{at-approval,bad-input,fhir-status}.test.ts',
      'tests/prove/{at-approval,brute}.test.ts',
    ],
    env: { RAW_POINTS: '6000' },
    isolate: false,
  },
}
