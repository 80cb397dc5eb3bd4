/** Which stages run beside each other: those next to each other that say so; every other stage has a turn of its own. */
interface Turn {
  readonly beside?: true
}

/** The stages in their order, in turns; within a turn they run two at a time. */
export function inTurns<T extends Turn>(stages: readonly T[]): readonly (readonly T[])[] {
  const turns: T[][] = []
  for (const stage of stages) {
    const last = turns.at(-1)
    if (stage.beside && last?.[0]?.beside) last.push(stage)
    else turns.push([stage])
  }
  return turns
}
