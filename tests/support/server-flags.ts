/** How Node runs the service wherever it runs for long (Dockerfile): a young generation that requests do not outgrow, half of the time for collecting. */
export const serverFlags = ['--max-semi-space-size=64'] as const;
