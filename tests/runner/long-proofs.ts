/** What `npm test` never runs, because it takes too long: said at the end of each run, with the command that runs it. */
const proofs: readonly (readonly [command: string, what: string])[] = [
  ['npm run prove:rules', 'the whole space of facts and policies (a small part of it ran)'],
  [
    'npm run prove:year',
    'a kiosk and its central through 400 days, and 19 planted faults (four weeks and one absence ran)',
  ],
  ['npm run prove:screens', 'every screen in every mode in every language (each mode ran in one)'],
  ['npm run prove:document', 'a hundred thousand forged documents (a few hundred ran)'],
  ['npm run test:judges', 'outside judges over sealed documents and the papers of a central'],
  ['npm run mutate:rules', 'mutants of the rules'],
  ['npm run bench', 'speed and memory, as ratios'],
  ['npm run demo', 'both visits with a scan of the memory, and visits on two days at two kiosks, without a hand'],
]

export const longProofs: readonly string[] = proofs.map(([command, what]) => `NOT RUN  ${command}: ${what}`)
