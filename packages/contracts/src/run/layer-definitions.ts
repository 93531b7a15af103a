import { accessLayer } from '../access/access-layer.ts'
import { behavioursLayer } from '../behaviours/behaviours-layer.ts'
import { conformanceLayer } from '../conformance/conformance-layer.ts'
import { pactsLayer } from '../pact/pacts-layer.ts'
import type { LayerDefinition } from './verification.ts'

/** Every layer there is, in the order in which they run: conformance last, because it looks at the answers of all. */
export const layerDefinitions: readonly LayerDefinition[] = [pactsLayer, accessLayer, behavioursLayer, conformanceLayer]
