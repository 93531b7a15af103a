import { readFileSync } from 'node:fs'
import { renderForTerminal } from '@concord/contracts/terminal'
import { verifyPacts } from '@concord/contracts/verify-pacts'
import { startServer } from '@concord/mocks/server'

const manifest = JSON.parse(readFileSync('/work/main/packages/contracts/pacts/manifest.json', 'utf8'))
const server = await startServer({ port: 0, speed: Number(process.argv[3] ?? 1) })
for (const { provider } of manifest.pacts) {
  if (process.argv[2] && process.argv[2] !== provider) continue
  try {
    const report = await verifyPacts({ provider, baseUrl: server.url })
    console.log(renderForTerminal(report, { colour: false }))
  } catch (error) {
    console.log(provider, String(error))
  }
}
await server.close()
