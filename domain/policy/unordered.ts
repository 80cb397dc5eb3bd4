/** The cells, or values of a cell ("path=value"), for which neither value is the narrower, each with the reason. */
export const unordered: Readonly<Record<string, string>> = {
  'policy.ages.childSigns':
    'Asked earlier, the child can say no earlier, but what it agrees to then lasts until the age of 16 and not of 12.',
  'policy.ages.adult': 'Law fixes the one value (Civil Code 1:233).',
  'policy.children.layout': 'The same people sign, on one paper or on two.',
  'policy.authority.guardianEvidence=ruling':
    'Ruling and register can say different things about the same guardian (alone or joint, topics, end), so asking the one instead of the other is neither more nor less. Asking the register only is narrower than asking either.',
  'policy.withdrawal.form': 'Access has stopped before the form, with or without one.',
  'policy.times.warnMonthsBefore': 'A warning gives and takes no access.',
}
