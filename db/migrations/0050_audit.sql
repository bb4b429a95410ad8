CREATE TABLE "audit_entry" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp(3) with time zone NOT NULL,
	"actor_id" text,
	"endpoint" text NOT NULL,
	"effect" text NOT NULL,
	"subjects" text[] NOT NULL,
	"reason" text,
	CONSTRAINT "audit_entry_effect" CHECK ("audit_entry"."effect" in ('read', 'change'))
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"id" integer PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_link" (
	"position" bigint PRIMARY KEY NOT NULL,
	"entry_id" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_link_entry_id_unique" UNIQUE("entry_id")
);
--> statement-breakpoint
CREATE INDEX "audit_entry_read_subjects" ON "audit_entry" USING gin ("subjects") WHERE "audit_entry"."effect" = 'read';--> statement-breakpoint
-- by hand
CREATE FUNCTION audit_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is not altered';
END $$;--> statement-breakpoint
CREATE TRIGGER audit_entry_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry" EXECUTE FUNCTION audit_keeps();--> statement-breakpoint
CREATE TRIGGER audit_link_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_link" EXECUTE FUNCTION audit_keeps();--> statement-breakpoint
CREATE TRIGGER audit_head_keeps BEFORE DELETE OR TRUNCATE ON "audit_head" EXECUTE FUNCTION audit_keeps();
