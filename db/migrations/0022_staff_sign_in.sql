CREATE TABLE "binding_code" (
	"code_hash" "bytea" PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"used_by" text,
	"ended_at" timestamp(3) with time zone,
	CONSTRAINT "binding_code_used" CHECK ("binding_code"."used_by" is null or "binding_code"."ended_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "recovery_code" (
	"person_id" text NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"used_at" timestamp(3) with time zone,
	CONSTRAINT "recovery_code_person_id_code_hash_pk" PRIMARY KEY("person_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "second_factor" (
	"person_id" text PRIMARY KEY NOT NULL,
	"secret_sealed" "bytea" NOT NULL,
	"confirmed_at" timestamp(3) with time zone,
	"last_step" bigint
);
--> statement-breakpoint
CREATE TABLE "staff_binding" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"bound_at" timestamp(3) with time zone NOT NULL,
	"device" text NOT NULL,
	"ended_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "staff_device" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"noted_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_event" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"unit_id" text,
	"role" text,
	"actor_id" text,
	"reason" text,
	CONSTRAINT "staff_event_action" CHECK ("staff_event"."action" in ('give', 'take', 'code', 'bind', 'unbind', 'enrol', 'reset')),
	CONSTRAINT "staff_event_role" CHECK ("staff_event"."role" in ('officer', 'guide', 'liaison', 'handler', 'unit_head', 'supervisor', 'administrator'))
);
--> statement-breakpoint
CREATE TABLE "wrong_code" (
	"account" text NOT NULL,
	"origin" text NOT NULL,
	"failures" integer NOT NULL,
	"last_at" timestamp(3) with time zone NOT NULL,
	"locked_until" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "wrong_code_account_origin_pk" PRIMARY KEY("account","origin")
);
--> statement-breakpoint
ALTER TABLE "unit" ADD COLUMN "duty_named" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "second_factor_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "second_factor_until" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "binding_code" ADD CONSTRAINT "binding_code_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_binding" ADD CONSTRAINT "staff_binding_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_device" ADD CONSTRAINT "staff_device_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_event" ADD CONSTRAINT "staff_event_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_event" ADD CONSTRAINT "staff_event_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_event" ADD CONSTRAINT "staff_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "binding_code_open" ON "binding_code" USING btree ("person_id") WHERE "binding_code"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "staff_binding_live" ON "staff_binding" USING btree ("person_id") WHERE "staff_binding"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "staff_device_person" ON "staff_device" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "staff_event_person" ON "staff_event" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "staff_event_unit" ON "staff_event" USING btree ("unit_id","at");--> statement-breakpoint
-- by hand
-- Whoever works with an account already goes on: roles have had no binding until now.
INSERT INTO "staff_binding" ("id", "person_id", "bound_at", "device")
SELECT 'bind_' || substr(p.id, 5), p.id, now(), '原有账号' FROM "person" p WHERE p.openid IS NOT NULL AND EXISTS (SELECT FROM "staff_role" r WHERE r.person_id = p.id);
