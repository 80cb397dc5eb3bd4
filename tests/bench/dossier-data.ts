/** A dossier of thousands of entries, of every subject, as the gateway gives it. Nothing in it is anybody's. */
const me = { reference: 'Patient/p' }
const doctor = { reference: 'Practitioner/d', display: 'dr. A. de Wit' }
const letter = Buffer.from('De uitslag is goed. Controle over een half jaar. '.repeat(20), 'utf8').toString('base64')
const day = 86_400_000

/** @param count entries, beside the patient. */
export function longDossier(count: number): readonly object[] {
  const first = Date.parse('2026-01-01T09:00:00Z')
  const one = (at: number): object => {
    const id = `e${String(at)}`
    const then = new Date(first + (at % 700) * day).toISOString()
    switch (at % 5) {
      case 0:
        return {
          resourceType: 'Appointment',
          id,
          status: at % 3 === 0 ? 'booked' : 'fulfilled',
          description: `Controle ${String(at)}`,
          start: then,
          participant: [
            { actor: me, status: 'accepted' },
            { actor: doctor, status: 'accepted' },
          ],
        }
      case 1:
        return {
          resourceType: 'MedicationRequest',
          id,
          status: at % 2 === 0 ? 'active' : 'stopped',
          intent: 'order',
          medicationCodeableConcept: { text: `Middel ${String(at)}` },
          subject: me,
          authoredOn: then,
          requester: doctor,
          dosageInstruction: [{ text: '1 tablet per dag.' }],
        }
      case 2:
        return {
          resourceType: 'AllergyIntolerance',
          id,
          clinicalStatus: { coding: [{ code: 'active' }] },
          code: { text: `Stof ${String(at)}` },
          patient: me,
          recordedDate: then,
          recorder: doctor,
        }
      case 3:
        return {
          resourceType: 'DocumentReference',
          id,
          status: 'current',
          subject: me,
          date: then,
          author: [doctor],
          description: `Brief ${String(at)}`,
          content: [{ attachment: { contentType: 'text/plain; charset=utf-8', data: letter } }],
        }
      default:
        return {
          resourceType: 'Communication',
          id,
          status: 'completed',
          subject: me,
          recipient: [me],
          sender: doctor,
          sent: then,
          payload: [{ contentString: `Bericht ${String(at)}` }],
        }
    }
  }
  return Array.from({ length: count }, (_, at) => one(at))
}
