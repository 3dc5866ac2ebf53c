/** What a browser gets that opens /graphql: the playground, or where to sign in for it. */
import type { IncomingMessage } from 'node:http'
import type { Plugin } from 'graphql-yoga'
import { problemTexts } from '../core/texts/problems.ts'
import { playgroundPage, playgroundPolicy } from '../playground/playground.ts'
import type { ServerContext } from './caller.ts'

/** `mayOpen`: whether the playground is for whom this request is from. */
export const usePlaygroundDoor = (
  mayOpen: (request: IncomingMessage) => Promise<boolean>,
): Plugin<object, ServerContext> => ({
  async onRequest({ request, serverContext: { req }, endResponse, fetchAPI: { Response } }) {
    if (request.method !== 'GET' || !request.headers.get('accept')?.includes('text/html')) return
    const isOpen = req !== undefined && (await mayOpen(req))
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': playgroundPolicy }
    endResponse(new Response(isOpen ? playgroundPage() : refusal, { status: isOpen ? 200 : 401, headers }))
  },
})

const { nl, en } = problemTexts.playgroundForHelpdesk()

const refusal = `<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<title>EBlinC – Nmbrs</title>
<p><a href="/">${nl}</a></p>
<p lang="en"><a href="/">${en}</a></p>
</html>
`
