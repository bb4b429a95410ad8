-- by hand: who was signed in before has last been seen then
ALTER TABLE "session" ADD COLUMN "seen_at" timestamp(3) with time zone;--> statement-breakpoint
UPDATE "session" SET "seen_at" = "created_at";--> statement-breakpoint
ALTER TABLE "session" ALTER COLUMN "seen_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "ended_elsewhere" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "staff_binding" ADD COLUMN "device_name" text;--> statement-breakpoint
CREATE UNIQUE INDEX "staff_binding_phone" ON "staff_binding" USING btree ("device_name") WHERE "staff_binding"."ended_at" is null;