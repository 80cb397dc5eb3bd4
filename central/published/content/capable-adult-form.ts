/**
 * The form "Machtiging wilsbekwame volwassene" as FHIR R4 Questionnaire: an adult lets somebody look along. The patient
 * answers it; its three checks are read by whom he chose as well, so they speak of neither as "you" alone.
 */
import { balie } from '../../../domain/coding/systems.ts'
import { check, notifyAsked, periodAsked, purposeAsked, scopeAsked, translated } from './form-parts.ts'
import { texts } from './words.ts'

const title = texts(
  'Machtiging wilsbekwame volwassene',
  'Iemand laten meekijken (volwassene)',
  'Authorisation by an adult who decides',
)

export const capableAdultForm = {
  resourceType: 'Questionnaire' as const,
  url: `${balie}/Questionnaire/capable-adult-form`,
  version: '1.0.0',
  status: 'active',
  name: 'CapableAdultForm',
  language: 'nl',
  title: title.nl,
  _title: translated(title),
  subjectType: ['Patient'],
  item: [
    scopeAsked({
      text: texts('Wat mag deze persoon zien?', 'Wat mag deze persoon zien?', 'What may this person see?'),
      help: texts(
        'Zet uit wat deze persoon niet mag zien.',
        'Zet uit wat deze persoon niet mag zien.',
        'Switch off what this person may not see.',
      ),
    }),
    purposeAsked({
      text: texts('Wat mag deze persoon doen?', 'Wat mag deze persoon doen?', 'What may this person do?'),
    }),
    periodAsked({
      text: texts(
        'Hoe lang mag deze persoon meekijken?',
        'Hoe lang mag deze persoon meekijken?',
        'For how long may this person look along?',
      ),
      help: texts('Stoppen kan altijd eerder.', 'Stoppen kan altijd.', 'You can always stop earlier.'),
    }),
    notifyAsked(
      texts(
        'Wilt u bericht als het ziekenhuis beslist heeft?',
        'Wilt u bericht als het ziekenhuis beslist heeft?',
        'Do you want a message when the hospital has decided?',
      ),
    ),
    check(
      'check.when',
      'no',
      texts(
        'Begint het meekijken meteen na het tekenen?',
        'Begint het meekijken meteen na het tekenen?',
        'Does the access begin as soon as this is signed?',
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
      texts('Mag u hier later mee stoppen?', 'Mag u hier later mee stoppen?', 'May you stop this later?'),
      texts(
        'Stoppen kan altijd. Ga naar de balie of naar deze zuil.',
        'Stoppen kan altijd. Ga naar de balie.',
        'You can always stop, at the desk or at this kiosk.',
      ),
    ),
    check(
      'check.only',
      'no',
      texts('Mag er nog iemand anders meekijken?', 'Mag er nog iemand meekijken?', 'May anybody else look along?'),
      texts(
        'Alleen de persoon op dit formulier mag meekijken.',
        'Alleen deze persoon mag meekijken.',
        'Only the person on this form may look along.',
      ),
    ),
  ],
}
