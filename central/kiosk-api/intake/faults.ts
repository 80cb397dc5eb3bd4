/** How an intake can misbehave, for tests of kiosks that must survive it. Given by code only: no switch sets it. */
export const faultKinds = [
  'garbage',
  'unauthorized',
  'conflict',
  'tooLarge',
  'busy',
  'fault',
  'wrongReceipt',
  'lostAnswer',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** Asked once for each PUT; null: behave. */
export type Faults = () => FaultKind | null
