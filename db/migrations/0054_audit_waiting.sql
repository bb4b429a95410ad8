CREATE TABLE "audit_waiting" (
	"entry_id" bigint PRIMARY KEY NOT NULL
);
--> statement-breakpoint
-- by hand
INSERT INTO "audit_waiting" ("entry_id") SELECT "id" FROM "audit_entry" e WHERE NOT EXISTS (SELECT FROM "audit_link" l WHERE l."entry_id" = e."id");
