DROP INDEX "wait_entry_line";--> statement-breakpoint
ALTER TABLE "wait_entry" ADD COLUMN "lot" integer;--> statement-breakpoint
CREATE INDEX "wait_entry_line" ON "wait_entry" USING btree ("hall_id","day","lot","number") WHERE "wait_entry"."status" in ('waiting', 'offered');--> statement-breakpoint
ALTER TABLE "wait_entry" ADD CONSTRAINT "wait_entry_lot" CHECK ("wait_entry"."lot" >= 0);