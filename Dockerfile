# Written without an engine at hand to build it: kept to the plainest steps.
FROM node:26-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image's own Node serves, so no package needs an install script or development tool.
RUN npm ci --omit=dev --ignore-scripts
COPY src src
COPY adapters adapters
RUN mkdir data && chown node:node data && install -d -m 700 -o node -g node node_modules/.shoptalk-modules
USER node
ENV HOST=0.0.0.0
EXPOSE 3000
VOLUME /app/data
CMD ["node", "--import", "./src/compile-cache.js", "--expose-gc", "src/main.ts"]
