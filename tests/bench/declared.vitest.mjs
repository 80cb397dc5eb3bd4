/** What Stryker runs for each mutant of what the rules only say: what is published, and that nothing is left out. */
export default {
  test: { include: ['tests/rules/{declared,published,policy,narrow,coverage,values}.test.ts'], isolate: false },
}
