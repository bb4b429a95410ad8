# The product as a plain Node server: migrations first (`onewindow migrate`), then the server on 0.0.0.0:PORT.
# docker build -t onewindow . && docker run -e DATABASE_URL=… -e ONEWINDOW_SEAL_KEY=… -p 8080:8080 onewindow
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY patches patches
COPY scripts/install.mjs scripts/step.mjs scripts/
COPY shared/text/operator.mjs shared/text/
RUN node scripts/install.mjs
COPY . .
RUN npm run build:h5 && npm run build:server

# everything is bundled, so the image carries no node_modules
FROM node:20-bookworm-slim
ENV NODE_ENV=production PORT=8080
WORKDIR /app
COPY --from=build /app/dist/server dist/server
COPY --from=build /app/dist/h5 dist/h5
RUN printf '#!/bin/sh\nexec node /app/dist/server/onewindow.mjs "$@"\n' > /usr/local/bin/onewindow && chmod 755 /usr/local/bin/onewindow
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s CMD node -e "fetch('http://127.0.0.1:'+process.env.PORT+'/healthz').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "--max-semi-space-size=64", "dist/server/server.mjs"]
