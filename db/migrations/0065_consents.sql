CREATE TABLE "consent" (
	"id" text PRIMARY KEY NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "consent_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" text NOT NULL,
	"purpose" text NOT NULL,
	"consent_version" text NOT NULL,
	"act" text NOT NULL,
	"page" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "consent_purpose" CHECK ("consent"."purpose" in ('notice', 'identity')),
	CONSTRAINT "consent_act" CHECK ("consent"."act" in ('give', 'withdraw'))
);
--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consent_person" ON "consent" USING btree ("person_id","purpose","position");--> statement-breakpoint
-- what was agreed to before there were versions: its words are version 2026-10 (shared/text/privacy/identity.ts)
INSERT INTO "consent" (id, person_id, purpose, consent_version, act, page, at)
  SELECT 'con_' || left(md5(id), 26), id, 'identity', '2026-10', 'give', 'pages/unknown', consent_at FROM "person" WHERE consent_at IS NOT NULL;
--> statement-breakpoint
ALTER TABLE "person" DROP COLUMN "consent_at";
--> statement-breakpoint
CREATE FUNCTION consent_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'consent is not altered';
END $$;
--> statement-breakpoint
CREATE TRIGGER consent_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON "consent" EXECUTE FUNCTION consent_keeps();
