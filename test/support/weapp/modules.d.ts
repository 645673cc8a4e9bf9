declare module 'j-component' {
  const jComponent: { register(definition: object): string; create(id: string | undefined): unknown }
  export default jComponent
}
declare module 'miniprogram-compiler' {
  const compiler: { wxmlToJs(root: string): string }
  export default compiler
}
declare module 'miniprogram-exparser' {
  const exparser: {
    Event: {
      create(type: string, detail: object, options: object): object
      dispatchEvent(node: object, event: object): void
    }
    addGlobalErrorListener(hear: (fault: unknown) => boolean): void
    removeGlobalErrorListener(hear: (fault: unknown) => boolean): void
  }
  export default exparser
}
