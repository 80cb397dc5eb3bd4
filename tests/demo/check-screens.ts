/** Each screen of the report is a picture of the whole display on which something stands. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { CheckOptions } from './findings.ts'

/** Fewer different colours than this is an empty page; a real screen with smooth letters has hundreds. */
const leastColours = 50

const steps = {
  1: ['attract', 'language', 'forWhom', 'terms', 'document', 'desk', 'findPatient', 'confirmPatient', 'question-1', 'review', 'understand-1', 'sign', 'signed', 'done'], // prettier-ignore
  2: ['attract', 'language', 'forWhom', 'terms', 'document', 'desk', 'confirmPatient', 'dossier', 'dossier-appointments-5', 'dossier-medication-3', 'dossier-allergies-1', 'dossier-leaflets-1', 'dossier-documents-1'], // prettier-ignore
} as const

export function checkScreens({ folder, report, findings }: CheckOptions): void {
  for (const visit of [1, 2] as const) {
    const seen: readonly string[] = report.screens.filter((shot) => shot.visit === visit).map(({ step }) => step)
    const missing = steps[visit].filter((step) => !seen.includes(step))
    findings.say(
      `visit ${visit} shows every step`,
      missing.length === 0,
      missing.join(', ') || `${seen.length} screens`,
    )
  }
  const pictures = report.screens.map(({ file }) => {
    const text = execFileSync('identify', ['-format', '%m %w %h %k %#', join(folder, file)], { encoding: 'utf8' })
    const [format, width, height, colours, signature] = text.split(' ')
    return {
      file,
      whole: format === 'PNG' && width === '1080' && height === '1920',
      colours: Number(colours),
      signature,
    }
  })
  const bad = pictures.filter(({ whole, colours }) => !whole || colours < leastColours).map(({ file }) => file)
  findings.say(
    'every screenshot is a PNG of the whole portrait screen, none is blank',
    bad.length === 0,
    bad.join(', '),
  )
  const different = new Set(pictures.map(({ signature }) => signature)).size
  // Two attract screens, languages and doors look alike in both visits; within a visit every screen differs.
  findings.say('the screenshots differ', different >= pictures.length / 2, `${different} of ${pictures.length}`)
  const times = report.screens.map(({ at }) => Date.parse(at))
  findings.say(
    'they were taken in their order',
    times.every((time, at) => at === 0 || time >= (times[at - 1] ?? 0)),
  )
}
