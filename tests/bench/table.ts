/** The report for a reader at a terminal. */
import type { Measure, NotRun, Target } from './measure.ts'

export function tableOf(report: {
  readonly machine: { readonly cores: number; readonly load: readonly number[] }
  readonly runtimes: Readonly<Record<string, string | null>>
  readonly measures: readonly Measure[]
  readonly notRun: readonly NotRun[]
}): string {
  const { machine, runtimes, measures, notRun } = report
  const rows = [
    ['measure', 'ratio', 'quartiles', 'target', 'met', 'samples', 'figures'],
    ...measures.map(({ name, ratio, target, met, samples, detail }) => [
      name,
      `${ratio.median}`,
      `${ratio.low} to ${ratio.high}`,
      targetOf(target),
      met === null ? '' : met ? 'yes' : 'NO',
      `${samples}`,
      Object.entries(detail)
        .map(([key, value]) => `${key} ${value}`)
        .join(', '),
    ]),
  ]
  const widths = (rows[0] ?? []).map((_title, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const missed = measures.filter(({ met }) => met === false).map(({ name }) => name)
  return [
    ...rows.map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
    '',
    ...measures.map(({ name, what, against }) => `${name}: ${what}; against: ${against}.`),
    '',
    ...Object.entries(runtimes).map(([name, version]) => `${name}: ${version ?? 'none'}`),
    `load: ${machine.load.join(' ')} on ${machine.cores} cores`,
    ...((machine.load[0] ?? 0) > machine.cores
      ? ['The machine was busier than it has cores: measure again when it is quiet.']
      : []),
    ...notRun.map((one) => `NOT RUN: ${one.name}: ${one.notRun}`),
    missed.length === 0 ? 'No target was missed.' : `MISSED: ${missed.join(', ')}`,
  ].join('\n')
}

function targetOf(target: Target | null): string {
  if (target === null) return 'none'
  return 'atLeast' in target ? `>= ${target.atLeast}` : `<= ${target.atMost}`
}
