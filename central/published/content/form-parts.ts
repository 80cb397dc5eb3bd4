/** How a form of the training hospital is written: choices only, translated by the extension `translation`. */
import { balie, dataKindSystem, optionDetailUrl, rightAnswerUrl } from '../../../domain/coding/systems.ts'
import { plainDutchUrl } from '../../../domain/forms/translation.ts'
import type { InEveryLanguage } from '../../../domain/language.ts'
import { texts } from './words.ts'

const translationUrl = 'http://hl7.org/fhir/StructureDefinition/translation'

/** The `_text` beside a Dutch text: English as R4 translates, plain Dutch as an extension of our own. */
export function translated({ nlSimple, en }: InEveryLanguage) {
  const english = {
    url: translationUrl,
    extension: [
      { url: 'lang', valueCode: 'en' },
      { url: 'content', valueString: en },
    ],
  }
  return { extension: [english, { url: plainDutchUrl, valueString: nlSimple }] }
}

interface OptionText {
  readonly code: string
  readonly label: InEveryLanguage
  readonly detail?: InEveryLanguage
  readonly initial?: boolean
}

function option(system: string, { code, label, detail, initial }: OptionText) {
  return {
    ...(detail === undefined
      ? {}
      : { extension: [{ url: optionDetailUrl, valueString: detail.nl, _valueString: translated(detail) }] }),
    valueCoding: { system, code, display: label.nl, _display: translated(label) },
    ...(initial === true ? { initialSelected: true } : {}),
  }
}

export function question(item: {
  readonly linkId: string
  readonly text: InEveryLanguage
  readonly help?: InEveryLanguage
  readonly several?: boolean
  readonly system: string
  readonly options: readonly OptionText[]
}) {
  const { linkId, text, help, several, system, options } = item
  return {
    linkId,
    type: 'choice',
    text: text.nl,
    _text: translated(text),
    required: true,
    repeats: several === true,
    answerOption: options.map((one) => option(system, one)),
    ...(help === undefined
      ? {}
      : { item: [{ linkId: `${linkId}.help`, type: 'display', text: help.nl, _text: translated(help) }] }),
  }
}

/** What is asked of whoever fills in a form: the words differ by who that is, the options never. */
interface Asked {
  readonly text: InEveryLanguage
  readonly help: InEveryLanguage
}

/** Which kinds of data: the codes are those of the rules. */
export const scopeAsked = ({ text, help }: Asked) =>
  question({
    linkId: 'scope',
    text,
    help,
    several: true,
    system: dataKindSystem,
    options: [
      { code: 'appointments', initial: true, label: texts('Afspraken', 'Afspraken', 'Appointments') },
      { code: 'medication', initial: true, label: texts('Medicijnen', 'Medicijnen', 'Medication') },
      {
        code: 'summary',
        initial: true,
        label: texts('Allergieën en kort overzicht', 'Allergieën en kort overzicht', 'Allergies and short summary'),
      },
      {
        code: 'letters',
        initial: true,
        label: texts(
          'Brieven, folders en documenten',
          'Brieven, folders, documenten',
          'Letters, leaflets and documents',
        ),
      },
      {
        code: 'laboratory',
        initial: true,
        label: texts('Uitslagen van het lab', 'Uitslagen van het lab', 'Laboratory results'),
      },
      {
        code: 'imaging',
        initial: true,
        label: texts('Röntgenfoto’s en scans', 'Röntgenfoto’s en scans', 'X-rays and scans'),
      },
    ],
  })

/** Of who asks for access himself. */
export const scope = scopeAsked({
  text: texts('Wat wilt u kunnen zien?', 'Wat wilt u zien?', 'What do you want to be able to see?'),
  help: texts(
    'Zet uit wat u niet wilt zien.',
    'Zet uit wat u niet wilt zien.',
    'Switch off what you do not want to see.',
  ),
})

/** What for: the codes are those of the rules (EHDS article 4). */
export const purposeAsked = ({ text }: Pick<Asked, 'text'>) =>
  question({
    linkId: 'purpose',
    text,
    system: `${balie}/CodeSystem/purpose`,
    options: [
      { code: 'look', label: texts('Alleen bekijken', 'Alleen kijken', 'View only') },
      {
        code: 'arrangeCare',
        label: texts('Bekijken en zorg regelen', 'Kijken en zorg regelen', 'View and arrange care'),
        detail: texts(
          'Bijvoorbeeld een afspraak maken of een vraag sturen.',
          'Bijvoorbeeld een afspraak maken.',
          'For example make an appointment or send a question.',
        ),
      },
    ],
  })

export const purpose = purposeAsked({
  text: texts('Wat wilt u kunnen doen?', 'Wat wilt u doen?', 'What do you want to be able to do?'),
})

/** For how long: the codes are those of the rules. */
export const periodAsked = ({ text, help }: Asked) =>
  question({
    linkId: 'period',
    text,
    help,
    system: `${balie}/CodeSystem/period`,
    options: [
      { code: 'whole', label: texts('Zo lang als het mag', 'Zo lang als het mag', 'As long as is allowed') },
      { code: 'year1', label: texts('Een jaar', 'Een jaar', 'One year') },
      { code: 'months6', label: texts('Een half jaar', 'Een half jaar', 'Half a year') },
    ],
  })

export const period = periodAsked({
  text: texts(
    'Hoe lang wilt u kunnen kijken?',
    'Hoe lang wilt u kijken?',
    'For how long do you want to be able to look?',
  ),
  help: texts('Stoppen kan altijd eerder.', 'Stoppen kan altijd.', 'You can always stop earlier.'),
})

/** How the answer comes; who decides is for the words to say. */
export const notifyAsked = (text: InEveryLanguage) =>
  question({
    linkId: 'notify',
    text,
    system: `${balie}/CodeSystem/notification`,
    options: [
      { code: 'letter', label: texts('Ja, met een brief', 'Ja, een brief', 'Yes, by letter') },
      { code: 'portal', label: texts('Ja, in MijnDossier', 'Ja, in MijnDossier', 'Yes, in MijnDossier') },
      { code: 'none', label: texts('Nee, dat hoeft niet', 'Nee', 'No, that is not needed') },
    ],
  })

/** Where a doctor decides. */
export const notify = notifyAsked(
  texts(
    'Wilt u bericht als de arts beslist heeft?',
    'Wilt u bericht als de arts beslist heeft?',
    'Do you want a message when the doctor has decided?',
  ),
)

/** Whether it was understood, in a yes or a no; `explained` is said after the other answer. */
export function check(linkId: string, right: 'yes' | 'no', text: InEveryLanguage, explained: InEveryLanguage) {
  const { required: _required, ...item } = question({
    linkId,
    text,
    help: explained,
    system: `${balie}/CodeSystem/yes-no`,
    options: [
      { code: 'yes', label: texts('Ja', 'Ja', 'Yes') },
      { code: 'no', label: texts('Nee', 'Nee', 'No') },
    ],
  })
  return { ...item, extension: [{ url: rightAnswerUrl, valueCode: right }] }
}

/** What whoever asks for access to another's dossier has to know before the signature. */
export const understanding = [
  check(
    'check.when',
    'no',
    texts(
      'Kunt u na het tekenen meteen in het dossier kijken?',
      'Kunt u na het tekenen meteen kijken?',
      'Can you look into the record as soon as you have signed?',
    ),
    texts(
      'Nog niet. Het ziekenhuis beslist eerst. U hoort wat er besloten is.',
      'Nog niet. Het ziekenhuis beslist eerst.',
      'Not yet. The hospital decides first. You will be told what it decided.',
    ),
  ),
  check(
    'check.stop',
    'yes',
    texts('Mag u later stoppen?', 'Mag u later stoppen?', 'May you stop later?'),
    texts(
      'Stoppen kan altijd. Ga naar de balie of naar deze zuil.',
      'Stoppen kan altijd. Ga naar de balie.',
      'You can always stop, at the desk or at this kiosk.',
    ),
  ),
  check(
    'check.own',
    'no',
    texts(
      'Mag iemand anders met uw toegang kijken?',
      'Mag iemand anders ook kijken met uw inlog?',
      'May somebody else look with your access?',
    ),
    texts(
      'De toegang is alleen van u. Deel uw inlog met niemand.',
      'De toegang is alleen voor u. Geef uw inlog aan niemand.',
      'The access is yours alone. Share your log-in with nobody.',
    ),
  ),
]
