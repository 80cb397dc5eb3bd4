/** The visit gateway: the routes on the kiosk-facing listener that a session process may call. */
import type { Route } from '../../http/route.ts'
import { authenticated } from './authenticated.ts'
import { fhirRoutes } from './fhir-routes.ts'
import { mandatesRoute } from './mandate-facts.ts'
import { patientRoute } from './patient-route.ts'
import type { GatewayPorts } from './ports.ts'
import { setsRoute } from './sets-route.ts'
import { stoppableRoute } from './stoppable.ts'
import { tokenRoute } from './token-route.ts'
import { whoLookedRoute } from './who-looked.ts'
import { visitRoutes } from './visit-routes.ts'

export function visitGateway(ports: GatewayPorts): readonly Route[] {
  const ofVisit = [
    ...visitRoutes(ports),
    patientRoute(ports),
    mandatesRoute(ports),
    setsRoute(ports),
    stoppableRoute(ports),
    whoLookedRoute(ports),
    ...fhirRoutes(ports),
  ]
  return [tokenRoute(ports), ...ofVisit.map((route) => authenticated(ports, route))]
}
