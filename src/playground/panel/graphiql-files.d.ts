/** The addresses of the parts of GraphiQL's package. See vite.config.ts. */
declare module 'graphiql-files' {
  export const script: string
  export const style: string
  export const editorWorker: string
  export const graphqlWorker: string
  export const jsonWorker: string
}
