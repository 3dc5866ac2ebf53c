/** What a browser gets that opens the playground and may not. */
import type { Plugin } from 'graphql-yoga'
import { problemTexts } from '../core/texts/problems.ts'

/** Answers what is left when Yoga has not given the playground itself. */
export const usePlaygroundDoor = (): Plugin => ({
  onRequest({ request: { method, headers }, endResponse, fetchAPI: { Response } }) {
    if (method !== 'GET' || !headers.get('accept')?.includes('text/html')) return
    endResponse(new Response(page, { status: 401, headers: { 'content-type': 'text/html; charset=utf-8' } }))
  },
})

const { nl, en } = problemTexts.playgroundForHelpdesk()

const page = `<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<title>EBlinC – Nmbrs</title>
<p><a href="/">${nl}</a></p>
<p lang="en"><a href="/">${en}</a></p>
</html>
`
