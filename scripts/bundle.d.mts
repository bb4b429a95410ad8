/** One esbuild call for everything that runs on a server without node_modules: name of the output → source file. */
export function bundle(entryPoints: Record<string, string>, outdir: string): Promise<unknown>;
