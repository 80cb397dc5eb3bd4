/** The cells, or values of a cell ("path=value"), for which neither value is the narrower, each with the reason. */
export const unordered: Readonly<Record<string, string>> = {
  'policy.ages.childSigns':
    'Asked earlier, the child can say no earlier, but what it agrees to then lasts until the age of 16 and not of 12.',
  'policy.ages.adult': 'Law fixes the one value (Civil Code 1:233).',
  'policy.children.layout': 'The same people sign, on one paper or on two.',
  'policy.authority.guardianEvidence=ruling':
    'Ruling and register can say different things about the same guardian (alone or joint, topics, end), so asking the one instead of the other is neither more nor less. Asking the register only is narrower than asking either.',
  'policy.children.childForm': 'The same people sign, on one paper or on two.',
  'policy.set.days': 'A set that waits gives no access; its days say only for how long it waits.',
  'policy.set.warnPhysicianDays': 'A warning gives and takes no access.',
  'policy.times.lateEndDays': 'It says who tells of an end, not when the end is.',
  'policy.withdrawal.form': 'Access has stopped before the form, with or without one.',
  'policy.times.warnMonthsBefore': 'A warning gives and takes no access.',
}
