/** Visit one, screen by screen, so that it can be left anywhere. */
import type { Step } from '../../domain/contract/control/step.ts'
import { answerAll, childOn, confirmReview, extractOf, findChild, understandAll } from './play.ts'
import type { Stage } from './stage.ts'
import { clerkOpens } from './trouble.ts'
import { fact, sample, type Sample, type Visitor } from './visitor.ts'

interface Walking {
  readonly stage: Stage
  readonly visitor: Visitor
  readonly person: Sample
}

/** What the visitor, or the clerk, does on each screen to come to the next. */
const way: readonly (readonly [Step, (walking: Walking) => Promise<unknown>])[] = [
  ['language', ({ visitor }) => visitor.touch(/^Nederlands/)],
  [
    'forWhom',
    async ({ visitor }) => {
      await visitor.touch(/Voor mijn kind/)
      await visitor.touch('Ik heb alles bij me')
    },
  ],
  ['terms', ({ visitor }) => visitor.touch('Ja, akkoord')],
  ['document', ({ visitor, person }) => visitor.scan(person.mrz)],
  ['desk', confirmed],
  ['findPatient', ({ visitor, person }) => findChild(visitor, person)],
  ['confirmPatient', ({ visitor }) => visitor.touch(/Ja, dit is mijn kind/)],
  ['question', ({ visitor }) => answerAll(visitor)],
  ['review', ({ visitor }) => confirmReview(visitor)],
  ['understand', ({ visitor }) => understandAll(visitor)],
  ['sign', ({ visitor }) => sign(visitor)],
]
export const steps: readonly Step[] = way.map(([step]) => step)

/** Two mothers: nobody can ask for the same child again while the first request waits. */
export const mother = (stage: Stage): Sample => sample(stage.scene.central, 'Moeder met gezag')
export const otherMother = (stage: Stage): Sample => sample(stage.scene.central, 'zonder uittreksel')

/** Walks from the attract screen until this one stands. */
export async function walk(stage: Stage, options: { readonly until: Step; readonly person: Sample }): Promise<Visitor> {
  const { until, person } = options
  const visitor = await stage.visitor()
  await visitor.touch('Tik hier om te beginnen')
  for (const [step, go] of way) {
    await visitor.at(step)
    if (step === until) break
    await go({ stage, visitor, person })
  }
  return visitor
}

export async function sign(visitor: Visitor): Promise<void> {
  await visitor.draw()
  await visitor.touch('Ja, ondertekenen')
}

/** Every mother has brought an extract here that names her own child, of the day that the first one's says. */
async function confirmed({ stage, visitor, person }: Walking): Promise<void> {
  await clerkOpens(stage.desk, visitor)
  await stage.desk.confirm({
    ending: fact(person, 'Laatste vier'),
    ...extractOf(mother(stage)),
    ...childOn(person),
  })
}
