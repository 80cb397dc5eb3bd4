/** What Stryker runs for each mutant of a sentence or source: that each is filled and named. */
export default {
  test: { include: ['tests/rules/sentences.test.ts'], isolate: false },
}
