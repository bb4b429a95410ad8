CREATE TABLE "enterprise_event" (
	"enterprise_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"day" date NOT NULL,
	"action" text NOT NULL,
	"status" text NOT NULL,
	"actor_id" text,
	"reason" text NOT NULL,
	CONSTRAINT "enterprise_event_enterprise_id_seq_pk" PRIMARY KEY("enterprise_id","seq"),
	CONSTRAINT "enterprise_event_action" CHECK ("enterprise_event"."action" in ('import', 'amend', 'file', 'submit', 'withdraw', 'approve', 'return', 'suspend', 'resume', 'remove')),
	CONSTRAINT "enterprise_event_status" CHECK ("enterprise_event"."status" in ('unlisted', 'filing', 'review', 'registered', 'suspended', 'removed'))
);
--> statement-breakpoint
ALTER TABLE "enterprise" ADD COLUMN "status" text DEFAULT 'unlisted' NOT NULL;--> statement-breakpoint
ALTER TABLE "enterprise" ADD COLUMN "tier" text;--> statement-breakpoint
ALTER TABLE "enterprise" ADD COLUMN "status_since" date;--> statement-breakpoint
ALTER TABLE "enterprise_event" ADD CONSTRAINT "enterprise_event_enterprise_id_enterprise_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprise"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprise_event" ADD CONSTRAINT "enterprise_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Enterprises that counted as key until now are registered, as of today in Shanghai.
UPDATE "enterprise" SET "status" = 'registered', "tier" = 'town', "status_since" = (now() at time zone 'Asia/Shanghai')::date WHERE "is_key";--> statement-breakpoint
INSERT INTO "enterprise_event" ("enterprise_id", "seq", "at", "day", "action", "status", "reason")
SELECT "id", 1, now(), "status_since", 'import', 'registered', '原重点企业名单转入' FROM "enterprise" WHERE "is_key";--> statement-breakpoint
CREATE INDEX "enterprise_liaison" ON "enterprise" USING btree ("liaison_id");--> statement-breakpoint
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_status" CHECK ("enterprise"."status" in ('unlisted', 'filing', 'review', 'registered', 'suspended', 'removed'));--> statement-breakpoint
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_tier" CHECK ("enterprise"."tier" in ('city', 'town', 'ordinary'));--> statement-breakpoint
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_listed_whole" CHECK ("enterprise"."status" = 'unlisted' or ("enterprise"."tier" is not null and "enterprise"."status_since" is not null));