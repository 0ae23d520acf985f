# The steps of both stages are run by `npm run check:programs` in an empty folder. See docs/operations.md.
FROM node:26-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY src src
COPY adapters adapters
# The bundle, and what V8 compiled of it.
RUN node src/launch.js tools/build.ts

FROM node:26-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image's own Node serves, so no package needs an install script or development tool.
RUN npm ci --omit=dev --ignore-scripts
COPY src src
COPY adapters adapters
COPY --from=build /app/dist dist
RUN mkdir data && chown node:node data
USER node
ENV HOST=0.0.0.0
# What the start has used goes back to the system, 3 MiB: left alone, glibc keeps more of it the larger it was.
ENV MALLOC_TRIM_THRESHOLD_=131072
EXPOSE 3000
VOLUME /app/data
HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/launch.js", "main.ts"]
