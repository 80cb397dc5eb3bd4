/** What Stryker runs for each mutant: the tests of the rules and the second rule table on raw points. */
export default {
  test: { include: ['tests/rules/{first-visit,lifecycle,coverage}.test.ts', 'tests/prove/brute.test.ts'] },
}
